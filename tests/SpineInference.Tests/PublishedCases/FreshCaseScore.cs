using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Reasoning;
using SpineInference.Tests.Vignettes;

namespace SpineInference.Tests.PublishedCases;

/// <summary>How often one question of the fresh cases was answered as the authors did, as it stands in the record of runs.</summary>
/// <param name="Count">The cases that tell an answer.</param>
/// <param name="First">How often it came first.</param>
/// <param name="FirstTwo">How often it was among the first two.</param>
/// <param name="LogScore">The mean natural logarithm of the probability given to it.</param>
/// <param name="LogScoreLow">The lower end of the 95 % interval of <paramref name="LogScore"/>.</param>
/// <param name="LogScoreHigh">The upper end.</param>
internal sealed record FreshCaseScore(int Count, int First, int FirstTwo, double LogScore, double LogScoreLow, double LogScoreHigh)
{
    /// <summary>How many columns a score takes in the record of runs.</summary>
    public const int ColumnCount = 6;

    private const int Samples = 2000;

    /// <summary>Scores the cases that tell an answer to a question.</summary>
    /// <remarks>The interval of the log score is the bootstrap's over cases, by percentiles of 2,000 samples.</remarks>
    public static FreshCaseScore Of(IEnumerable<VignetteAnswer> answers)
    {
        var score = new VignetteScore("fresh cases", answers);
        ImmutableArray<double> logs = [.. score.Answers.Select(static a => Math.Log(a.Probability))];
        var random = new SeededRandom(1);
        double[] means = [.. Enumerable.Range(0, Samples).Select(_ => logs.Average(_ => logs[(int)(random.NextUniform() * logs.Length)])).Order()];
        return new FreshCaseScore(score.Count, score.Top1, score.Top2, score.LogScore, means[(int)(0.025 * Samples)], means[(int)(0.975 * Samples)]);
    }

    /// <summary>Reads the columns that <see cref="Columns"/> wrote.</summary>
    public static FreshCaseScore Parse(ReadOnlySpan<string> columns) => new(
        int.Parse(columns[0], CultureInfo.InvariantCulture),
        int.Parse(columns[1], CultureInfo.InvariantCulture),
        int.Parse(columns[2], CultureInfo.InvariantCulture),
        double.Parse(columns[3], CultureInfo.InvariantCulture),
        double.Parse(columns[4], CultureInfo.InvariantCulture),
        double.Parse(columns[5], CultureInfo.InvariantCulture));

    /// <summary>The score as columns of the record of runs.</summary>
    public string Columns() => string.Create(CultureInfo.InvariantCulture, $"{Count},{First},{FirstTwo},{LogScore:F4},{LogScoreLow:F4},{LogScoreHigh:F4}");

    /// <summary>The score as cells of a table, shares with Wilson's 95 % interval.</summary>
    public string Cells() => string.Create(
        CultureInfo.InvariantCulture, $"{Count} | {Share(First)} | {Share(FirstTwo)} | {LogScore:F2} ({LogScoreLow:F2} to {LogScoreHigh:F2})");

    private string Share(int right)
    {
        (double low, double high) = VignetteScore.Wilson(right, Count);
        return string.Create(CultureInfo.InvariantCulture, $"{right} = {(double)right / Count:F2} ({low:F2}–{high:F2})");
    }
}
