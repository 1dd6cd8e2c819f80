using System.Globalization;

namespace SpineInference.Docs.Tests;

/// <summary>The counts of the model card are those of the generated pages.</summary>
public sealed class ModelCardTests
{
    private static string Card { get; } = Page.At("docs/model-card.md").Text.ReplaceLineEndings("\n");

    [Fact]
    public void Size_IsThatOfTheKnowledgePage()
    {
        string size = Lines("docs/knowledge/README.md").Single(static l => l.StartsWith("The network has ", StringComparison.Ordinal));
        AssertOnCard(size[..(size.IndexOf("parameters.", StringComparison.Ordinal) + "parameters.".Length)]);
    }

    [Fact]
    public void CountsByBasis_AreThoseOfTheKnowledgePage()
    {
        string[][] bases = Rows("docs/knowledge/README.md", "| basis | rows |");
        Assert.Equal(4, bases.Length);
        Assert.All(bases, static row => AssertOnCard($"\n| {row[0]} | {row[1]} |"));
        Dictionary<string, double> counts = bases.ToDictionary(static row => row[0], static row => double.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        double share = counts["expert"] / (counts["literature"] + counts["derived"] + counts["expert"]);
        AssertOnCard(FormattableString.Invariant($" {100 * share:0} % are judgement"));
    }

    [Fact]
    public void Fidelity_IsThatOfItsPage()
    {
        string[][] verdicts = Rows("docs/knowledge/fidelity.md", "| verdict | published rates |");
        Assert.Equal(4, verdicts.Length);
        Assert.All(verdicts, static row => AssertOnCard($"\n| {row[0]} | {row[1]} |"));
    }

    [Fact]
    public void TeachingCases_AreThoseOfTheirPage()
    {
        string[][] questions = Rows("docs/evaluation/vignettes.md", "| question | n | top-1 | top-2 | log score | majority top-1 |");
        Assert.Equal(3, questions.Length);
        Assert.All(questions, static row => AssertOnCard($"\n| {row[0]} | {row[1]} | {row[2]} | {row[5]} |"));
    }

    private static void AssertOnCard(string text) => Assert.True(
        Card.Contains(text, StringComparison.Ordinal), $"docs/model-card.md does not say '{text.Trim()}', which a generated page says. Change the card, and read what stands around it.");

    private static string[] Lines(string path) => Page.At(path).Text.ReplaceLineEndings("\n").Split('\n');

    private static string[][] Rows(string path, string head) =>
    [
        .. Lines(path)
            .SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];
}
