using System.Collections.Immutable;

namespace SpineInference.Tests.Vignettes;

/// <summary>The totals of one question over the scored cases, beside the majority guess made from those cases.</summary>
internal sealed class VignetteScore
{
    /// <summary>The 97.5 % point of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    public VignetteScore(string title, IEnumerable<VignetteAnswer> answers)
    {
        Title = title;
        Answers = [.. answers];
        Top1 = Answers.Count(static a => a.IsAmongFirst(1));
        Top2 = Answers.Count(static a => a.IsAmongFirst(2));
        LogScore = Answers.Average(static a => Math.Log(a.Probability));
        // A case with several right outcomes shares its weight among them.
        Frequencies = [.. Answers
            .SelectMany(static a => a.Accepted.Select(outcome => (Outcome: outcome, Weight: 1.0 / a.Accepted.Length)))
            .GroupBy(static share => share.Outcome, StringComparer.Ordinal)
            .Select(group => (Id: group.Key, Share: group.Sum(static share => share.Weight) / Answers.Length))
            .OrderByDescending(static f => f.Share).ThenBy(static f => f.Id, StringComparer.Ordinal)];
        MajorityTop1 = Answers.Count(a => Frequencies.Take(1).Any(f => a.Accepted.Contains(f.Id)));
        MajorityTop2 = Answers.Count(a => Frequencies.Take(2).Any(f => a.Accepted.Contains(f.Id)));
        MajorityLogScore = Answers.Average(a => Math.Log(Frequencies.Where(f => a.Accepted.Contains(f.Id)).Sum(static f => f.Share)));
    }

    public string Title { get; }

    public ImmutableArray<VignetteAnswer> Answers { get; }

    public int Count => Answers.Length;

    public int Top1 { get; }

    public int Top2 { get; }

    /// <summary>Mean natural logarithm of the probability given to the answer.</summary>
    public double LogScore { get; }

    /// <summary>How common each answer is among the scored cases, the most common first.</summary>
    public ImmutableArray<(string Id, double Share)> Frequencies { get; }

    public int MajorityTop1 { get; }

    public int MajorityTop2 { get; }

    public double MajorityLogScore { get; }

    /// <summary>Wilson's 95 % interval of a proportion.</summary>
    /// <remarks>(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Source: Wilson 1927, J Am Stat Assoc 22:209.</remarks>
    public static (double Low, double High) Wilson(int successes, int trials)
    {
        double p = (double)successes / trials;
        double middle = p + (Z * Z / (2 * trials));
        double half = Z * Math.Sqrt((p * (1 - p) / trials) + (Z * Z / (4.0 * trials * trials)));
        double scale = 1 + (Z * Z / trials);
        return (Math.Max(0, (middle - half) / scale), Math.Min(1, (middle + half) / scale));
    }
}
