using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpineInference.Docs.Tests;

/// <summary>The C# of a page as one program: its blocks in order, each seeing what those before it declared.</summary>
/// <remarks>Imports go to the front and types to the end, as the language wants them; everything else keeps its order. Lines are those of the
/// page, so that a fault is found where it stands.</remarks>
internal sealed class PageProgram
{
    // Written between blocks, to tell which of them wrote what; no page prints it.
    private const char Separator = '\u001e';

    private const string ImplicitUsings =
        "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Net.Http; using System.Threading; using System.Threading.Tasks;";

    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    // Marks the first block of a program of its own; with a folder's name behind it, its C# files belong to the program.
    private const string NewProgram = "new program";
    private const string WithFolder = NewProgram + " with ";

    private static readonly ImmutableArray<string> Assemblies = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)];

    private static readonly ImmutableArray<MetadataReference> References = [.. Assemblies.Select(static path => MetadataReference.CreateFromFile(path))];

    private readonly Page _page;
    private readonly ImmutableArray<Block> _blocks;

    public PageProgram(Page page, IEnumerable<Block> blocks)
    {
        _page = page;
        _blocks = [.. blocks];
    }

    /// <summary>The programs of a page: one, or more where a block is marked to begin a new one.</summary>
    public static IEnumerable<PageProgram> Of(Page page)
    {
        var current = new List<Block>();
        foreach (Block block in page.Blocks.Where(static b => b.Language is "csharp" or "setup"))
        {
            if (block.Mark.StartsWith(NewProgram, StringComparison.Ordinal) && current.Count > 0)
            {
                yield return new PageProgram(page, current);
                current = [];
            }

            current.Add(block);
        }

        if (current.Count > 0)
        {
            yield return new PageProgram(page, current);
        }
    }

    /// <summary>Whether an assembly of this name can be referred to here.</summary>
    public static bool CanReferTo(string assembly) => Assemblies.Any(path => Path.GetFileNameWithoutExtension(path) == assembly);

    /// <summary>Compiles and runs it in the current folder, that of the page (<see cref="PageFolder"/>).</summary>
    /// <returns>What each block wrote to the console.</returns>
    /// <exception cref="InvalidDataException">It does not compile; the message gives page, line and fault.</exception>
    public Dictionary<Block, string> Run()
    {
        byte[] assembly = Compile();
        var context = new AssemblyLoadContext(_page.Path, isCollectible: true);
        TextWriter console = Console.Out;
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            Console.SetOut(output);
            context.LoadFromStream(new MemoryStream(assembly)).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }

        string[] parts = output.ToString().Split(Separator);
        return _blocks.Index().ToDictionary(static b => b.Item, b => parts[b.Index + 1]);
    }

    /// <summary>The program as the compiler sees it.</summary>
    public CSharpCompilation Compilation() => CSharpCompilation.Create(
        "Page",
        [CSharpSyntaxTree.ParseText(Source(), ParseOptions, encoding: Encoding.UTF8), .. WrittenSources()],
        References,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    private byte[] Compile()
    {
        using var stream = new MemoryStream();
        Diagnostic[] errors = [.. Compilation().Emit(stream).Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)];
        return errors.Length == 0
            ? stream.ToArray()
            : throw new InvalidDataException(string.Join(Environment.NewLine, errors.Select(static e =>
            {
                FileLinePositionSpan place = e.Location.GetMappedLineSpan();
                return $"{place.Path}:{place.StartLinePosition.Line + 1}: {e.GetMessage(CultureInfo.InvariantCulture)}";
            })));
    }

    private IEnumerable<SyntaxTree> WrittenSources() => _blocks[0].Mark.StartsWith(WithFolder, StringComparison.Ordinal)
        ? Directory.EnumerateFiles(_blocks[0].Mark[WithFolder.Length..], "*.cs").Order(StringComparer.Ordinal)
            .Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), ParseOptions, path, Encoding.UTF8))
        : [];

    private string Source()
    {
        var imports = new StringBuilder(ImplicitUsings).Append('\n');
        var statements = new StringBuilder();
        var types = new StringBuilder();
        foreach (Block block in _blocks)
        {
            var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(block.Text, ParseOptions).GetRoot();
            foreach (UsingDirectiveSyntax import in root.Usings)
            {
                Append(imports, block, import);
            }

            statements.Append(CultureInfo.InvariantCulture, $"#line hidden\nSystem.Console.Write('\\u{(int)Separator:x4}');\n");
            foreach (MemberDeclarationSyntax member in root.Members)
            {
                Append(member is GlobalStatementSyntax ? statements : types, block, member);
            }
        }

        return $"{imports}{statements}{types}";
    }

    private void Append(StringBuilder text, Block block, SyntaxNode node)
    {
        int line = block.Line + node.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line;
        text.Append(CultureInfo.InvariantCulture, $"#line {line} \"{_page.Path}\"\n{node.ToFullString()}\n");
    }
}
