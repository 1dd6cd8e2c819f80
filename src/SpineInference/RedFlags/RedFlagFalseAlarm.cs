using System.Collections.Immutable;

namespace SpineInference;

/// <summary>How often a rule fires on those who do not have what it warns of.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Shares">The share in each of <see cref="RedFlagFalseAlarms.Settings"/>, from 0 to 1; NaN where it has none.</param>
/// <remarks>Immutable.</remarks>
public sealed record RedFlagFalseAlarm(RedFlagRule Rule, ImmutableArray<double> Shares);
