using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>A row of probabilities before and after, in words: <c>present 31 % → 42 %, absent 69 % → 58 %</c>.</summary>
internal static class RowWords
{
    private const int MostStates = 4;

    /// <summary>The states that moved, those that moved most first.</summary>
    public static string Changes(ImmutableArray<string> states, ImmutableArray<double> before, ImmutableArray<double> after)
    {
        int[] order = [.. Enumerable.Range(0, before.Length).Where(s => Percent(before[s]) != Percent(after[s])).OrderByDescending(s => Math.Abs(after[s] - before[s]))];
        string shown = string.Join(", ", order.Take(MostStates).Select(s => $"{(s < states.Length ? states[s] : s.ToString(CultureInfo.InvariantCulture))} {Percent(before[s])} → {Percent(after[s])}"));
        return order.Length > MostStates ? $"{shown}, and {order.Length - MostStates} more" : order.Length == 0 ? "by less than the digits shown" : shown;
    }

    /// <summary>The largest difference of a probability.</summary>
    public static double Largest(ImmutableArray<double> before, ImmutableArray<double> after) =>
        Enumerable.Range(0, before.Length).Max(s => Math.Abs(after[s] - before[s]));

    // To three digits that say something: 0.12 %, 4.9 %, 31 %.
    private static string Percent(double probability) =>
        (100 * probability).ToString(probability is > 0.1 and < 0.9 ? "F0" : probability is > 0.01 and < 0.99 ? "F1" : "F2", CultureInfo.InvariantCulture) + " %";
}
