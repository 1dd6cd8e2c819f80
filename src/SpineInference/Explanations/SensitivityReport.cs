using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Which numbers of the model an answer hangs on.</summary>
/// <param name="Network">The network.</param>
/// <param name="About">The answer, for the engine.</param>
/// <param name="Hypothesis">The answer, in words.</param>
/// <param name="Rival">Its strongest rival, in words.</param>
/// <param name="Probability">The probability of the answer.</param>
/// <param name="Tornado">The parameters that move it most within their plausible range, the widest swing first.</param>
/// <param name="Thresholds">The single parameters whose move would put the rival in front (or the answer, where it is behind), the most
/// plausible first; empty where none can.</param>
/// <param name="WidthSources">The rows that make its interval wide, the most influential first.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record SensitivityReport(
    BayesianNetwork Network,
    Hypothesis About,
    string Hypothesis,
    string Rival,
    double Probability,
    ImmutableArray<TornadoBar> Tornado,
    ImmutableArray<RankingThreshold> Thresholds,
    ImmutableArray<RowInfluence> WidthSources)
{
    /// <summary>Names one entry of a row: the row's id and the state, such as <c>severity|leg-lesion=L5: severe</c>.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="state">The entry, by the index of its state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public string NameOf(ProbabilityRow row, int state)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, row.Length);
        Variable variable = Network.Distributions.First(d => d.Rows.Contains(row)).Variable;
        return $"{row.Id}: {variable.States[state]}";
    }
}
