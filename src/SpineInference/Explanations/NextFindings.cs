using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>What to ask or examine next: the red-flag questions that were not asked come first, apart from the ranking by information.</summary>
/// <param name="RedFlags">The red-flag questions that were not asked, the most urgent first, whatever they would tell about the answer.</param>
/// <param name="Questions">What is to be found out.</param>
/// <param name="EntropyBits">How much is open: the entropy of the answer now, in bits.</param>
/// <param name="Findings">The findings of the network, the best first.</param>
/// <param name="Stop">Why there are no more.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record NextFindings(
    ImmutableArray<RedFlagQuestion> RedFlags, ImmutableArray<Question> Questions, double EntropyBits, ImmutableArray<NextFinding> Findings, InformationStop Stop);
