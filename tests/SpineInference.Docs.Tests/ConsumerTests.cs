
namespace SpineInference.Docs.Tests;

/// <summary>The program that continuous integration builds from the packed package alone is the main path of the README.</summary>
public sealed class ConsumerTests
{
    [Fact]
    public void Consumer_Program_BeginsWithTheReadmesLines()
    {
        Block readme = Page.At("README.md").Blocks.First(static b => b.Language == "csharp");
        string program = File.ReadAllText(Path.Combine(Repository.Root!, ".ci", "consumer", "Program.cs")).ReplaceLineEndings("\n");
        Assert.StartsWith(readme.Text + "\n", program, StringComparison.Ordinal);
    }
}
