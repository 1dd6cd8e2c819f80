using System.Collections.Immutable;
using SpineInference.Reasoning;

namespace SpineInference;

/// <summary>Which numbers of the model an answer hangs on.</summary>
/// <param name="Hypothesis">The answer, in words.</param>
/// <param name="Rival">Its strongest rival, in words.</param>
/// <param name="Probability">The probability of the answer.</param>
/// <param name="Tornado">The parameters that move it most within their plausible range, the widest swing first.</param>
/// <param name="Thresholds">The single parameters whose move would put the rival in front (or the answer, where it is behind), the most
/// plausible first; empty where none can.</param>
/// <param name="WidthSources">The rows that make its interval wide, the most influential first.</param>
public sealed record SensitivityReport(
    string Hypothesis,
    string Rival,
    double Probability,
    ImmutableArray<TornadoBar> Tornado,
    ImmutableArray<RankingThreshold> Thresholds,
    ImmutableArray<RowInfluence> WidthSources);
