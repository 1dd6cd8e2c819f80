using System.Collections.Immutable;

namespace SpineInference;

/// <summary>How often a rule fires on those who do not have what it warns of.</summary>
/// <remarks>Immutable.</remarks>
public sealed class RedFlagFalseAlarm
{
    internal RedFlagFalseAlarm(RedFlagRule rule, ImmutableArray<double> shares)
    {
        Rule = rule;
        Shares = shares;
    }

    /// <summary>The rule.</summary>
    public RedFlagRule Rule { get; }

    /// <summary>The share in each of <see cref="RedFlagFalseAlarms.Settings"/>, from 0 to 1; NaN where it has none.</summary>
    public ImmutableArray<double> Shares { get; }
}
