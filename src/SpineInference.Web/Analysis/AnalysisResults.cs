using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference.Web;

/// <summary>A probability by the id of what it is of.</summary>
internal sealed record IdProbability(string Id, double Probability);

/// <summary>Why an answer is as probable as it is.</summary>
internal sealed record ReasonsResult(
    string Hypothesis, string Rival, double Prior, double Posterior, double PriorLogOdds, double PosteriorLogOdds, ImmutableArray<ReasonResult> Reasons, ImmutableArray<string> Sentences);

/// <summary>What one statement weighs, in nats: on top of those before it, and alone.</summary>
internal sealed record ReasonResult(string Label, double InOrder, double Alone);

/// <summary>What to ask next.</summary>
internal sealed record NextResult(double EntropyBits, ImmutableArray<NextFindingResult> Findings);

/// <summary>One thing worth asking.</summary>
internal sealed record NextFindingResult(string Id, string? Leg, string Label, double Bits, ImmutableArray<NextOutcomeResult> Outcomes);

/// <summary>One answer to it, and the most probable root and cause if it is given.</summary>
internal sealed record NextOutcomeResult(string State, double Probability, IdProbability Root, IdProbability Cause);

/// <summary>What the answer would be without a finding.</summary>
internal sealed record WithoutResult(string Id, double LargestChange, bool ChangesTheAnswer, IdProbability Root, IdProbability Cause);

/// <summary>Whether root and cause are decided, in a sentence each.</summary>
internal sealed record DecisionResult(bool IsRootDecided, bool IsCauseDecided, string Root, string Cause, double Threshold);

/// <summary>The intervals of a variable's outcomes.</summary>
internal sealed record IntervalsResult(int Draws, double Effective, ImmutableDictionary<string, ImmutableArray<IntervalResult>> Variables);

/// <summary>The interval of one outcome, and the share of draws in which it comes first.</summary>
internal sealed record IntervalResult(string Id, double Lower, double Upper, double First);

/// <summary>Whether the findings belong together.</summary>
internal sealed record CoherenceResult(bool IsInConflict, bool IsUnusual, ImmutableArray<string> Sentences);

/// <summary>How the results are written between the page and the worker.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ReasonsResult))]
[JsonSerializable(typeof(NextResult))]
[JsonSerializable(typeof(ImmutableArray<WithoutResult>))]
[JsonSerializable(typeof(DecisionResult))]
[JsonSerializable(typeof(IntervalsResult))]
[JsonSerializable(typeof(CoherenceResult))]
internal sealed partial class AnalysisJson : JsonSerializerContext;
