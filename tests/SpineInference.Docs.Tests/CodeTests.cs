using System.Reflection;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace SpineInference.Docs.Tests;

/// <summary>Every block of C# compiles and runs, and what a page shows as its output is what it writes.</summary>
/// <remarks>One after the other, for console and current folder are the process's.</remarks>
public sealed class CodeTests
{
    // Its code needs Infer.NET, which not every package feed carries: it is compiled and run where the property InferNet is true.
    private const string InferNetPage = "docs/infernet.md";

    public static TheoryData<string> Pages => [.. Page.All
        .Where(static p => p.Blocks.Any(static b => b.Language == "csharp") && (p.Path != InferNetPage || PageProgram.CanReferTo("SpineInference.InferNet")))
        .Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_OfThePage_CompilesRunsAndWritesWhatThePageShows(string path)
    {
        Page page = Page.At(path);
        var written = new Dictionary<Block, string>();
        using var folder = new PageFolder(page);
        foreach (PageProgram program in PageProgram.Of(page))
        {
            foreach ((Block block, string output) in Run(program))
            {
                written.Add(block, output);
            }
        }

        Assert.NotEmpty(written);
        if (PageUpdate.IsAsked)
        {
            PageUpdate.Write(page, page.Outputs.Where(static o => o.Writer.Language == "csharp").Select(o => (o.Output, Trimmed(written[o.Writer]))));
            return;
        }

        foreach ((Block code, Block output) in page.Outputs.Where(static o => o.Writer.Language == "csharp"))
        {
            Assert.True(
                Trimmed(output.Text) == Trimmed(written[code]),
                $"{path}:{output.Line}: the code above writes\n{Trimmed(written[code])}");
        }
    }

    [Fact]
    public void InferNetPage_IsThere_AndIsTheOnlyOneThatNeedsInferNet() =>
        Assert.Equal([InferNetPage], Page.All.Where(static p => p.Blocks.Any(static b => b.Language == "csharp" && b.Text.Contains("InferNet", StringComparison.Ordinal))).Select(static p => p.Path));

    [Fact]
    public void Run_OfCodeThatDoesNotCompile_NamesPageAndLine()
    {
        Page page = Page.Parse("a.md", "# A\n\n```csharp\nint one = 1;\nint two = \"2\";\n```\n");
        string message = Assert.Throws<InvalidDataException>(() => Assert.Single(PageProgram.Of(page)).Run()).Message;
        Assert.StartsWith("a.md:5: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfBlocks_SeesThoseBefore_AndGivesEachItsOutput()
    {
        Page page = Page.Parse("a.md", """
            <!-- setup
            int two = 2;
            -->
            ```csharp
            using System.Globalization;

            Console.Write(two + new Three().Value);

            sealed class Three
            {
                public int Value => 3;
            }
            ```
            ```csharp
            Console.Write((two * 0.5).ToString(CultureInfo.InvariantCulture));
            ```
            <!-- new program -->
            ```csharp
            int two = 22;
            Console.Write(two);
            ```
            """);
        using var folder = new PageFolder(page);
        PageProgram[] programs = [.. PageProgram.Of(page)];
        Assert.Equal(["", "5", "1"], programs[0].Run().Values);
        Assert.Equal(["22"], programs[1].Run().Values);
    }

    [Fact]
    public void Run_OfAProgramWithAFolder_CompilesTheSourcesAnotherWroteThere()
    {
        Page page = Page.Parse("a.md", """
            ```csharp
            Directory.CreateDirectory("Written");
            File.WriteAllText("Written/Three.cs", "public static class Three { public const int Value = 3; }");
            ```
            <!-- new program with Written -->
            ```csharp
            Console.Write(Three.Value);
            ```
            """);
        using var folder = new PageFolder(page);
        Assert.Equal(["", "3"], PageProgram.Of(page).SelectMany(static p => p.Run().Values));
    }

    [Fact]
    public void Outputs_OfNoCode_AreRefused()
    {
        Page page = Page.Parse("a.md", "```json\n{}\n```\n<!-- output -->\n```text\n1\n```\n");
        Assert.Contains("a.md:6", Assert.Throws<InvalidDataException>(() => page.Outputs.Count()).Message, StringComparison.Ordinal);
    }

    private static Dictionary<Block, string> Run(PageProgram program)
    {
        try
        {
            return program.Run();
        }
        catch (TargetInvocationException failure)
        {
            Assert.Fail($"The code throws: {failure.InnerException}");
            throw;
        }
    }

    private static string Trimmed(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(static line => line.TrimEnd()));
}
