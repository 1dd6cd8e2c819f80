using System.Collections.Immutable;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>What to ask or examine next.</summary>
/// <param name="Question">What is to be found out.</param>
/// <param name="EntropyBits">How much is open: the entropy of the answer now, in bits.</param>
/// <param name="Findings">The findings, the best first.</param>
/// <param name="Stop">Why there are no more.</param>
public sealed record NextFindings(
    DiagnosticQuestion Question, double EntropyBits, ImmutableArray<NextFinding> Findings, InformationStop Stop);
