using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SpineInference.Docs.Tests;

/// <summary>Statements that are compiled and not run, with what a user of the library has at hand.</summary>
internal static class Snippet
{
    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    // Names that examples may use without declaring them, and what they stand for.
    private const string Before = """
        using System; using System.Collections.Generic; using System.Collections.Immutable; using System.IO; using System.Linq; using System.Net.Http; using System.Net.Http.Json; using System.Text.Json; using System.Threading; using System.Threading.Tasks;
        using SpineInference; using SpineInference.Anatomy; using SpineInference.Cohorts; using SpineInference.DependencyInjection; using SpineInference.Engine.Formats;
        using SpineInference.Engine.Inference; using SpineInference.Engine.Networks; using SpineInference.Engine.Reasoning; using SpineInference.Fhir;
        using SpineInference.Knowledge; using SpineInference.Learning; using SpineInference.Plots;
        using Microsoft.Extensions.DependencyInjection;

        static class Example
        {
            static SpineModel model = null!;
            static Patient patient = null!;
            static Diagnosis diagnosis = null!;
            static BayesianNetwork network = null!;
            static ExactEngine engine = null!;
            static Evidence evidence = null!;
            static Cohort cohort = null!;
            static HttpClient client = null!;

            static async Task RunAsync()
            {
                await Task.Yield();
        #line 1

        """;

    private const string After = """

            }
        }
        """;

    /// <summary>The errors of the compiler, as <c>CS1503: message</c>; empty where the statements compile.</summary>
    public static ImmutableArray<string> ErrorsOf(string statements)
    {
        string text = statements.TrimEnd();
        string ended = text.EndsWith(';') || text.EndsWith('}') ? text : $"_ = {text};";
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(string.Concat(Before, ended, After), ParseOptions)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics()
            .Where(static d => d.Severity == DiagnosticSeverity.Error)
            .Select(static d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}")];
    }
}
