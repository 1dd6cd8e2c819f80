using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference;

/// <summary>A cause that must not wait and is likely by the posterior, though no rule warns of it: a flag of the diagnosis.</summary>
/// <remarks>Rules read what is stated; a cold, pulseless leg is not silent for want of one. What is demanded of each cause, and how fast, stands
/// in the table of causes (docs/decisions/0042).</remarks>
internal static class LikelyDanger
{
    /// <summary>From this probability on a danger is likely: three in ten. Judgement; no source sets it.</summary>
    public const double LikelyFrom = 0.3;

    private const string Aetiology = "aetiology";

    /// <summary>The text ids of such flags.</summary>
    public static IEnumerable<string> Ids => Causes.All.Where(static c => c.WhenLikely is not null).Select(IdOf);

    /// <summary>The flags of a diagnosis: those of the rules, and those of likely dangers that no rule of the same urgency warns of.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>The flags, the most urgent first, those of rules before others.</returns>
    public static IEnumerable<RedFlag> AddTo(Diagnosis diagnosis)
    {
        RedFlag[] fired = [.. RedFlagTable.FlagsOf(diagnosis.Patient)];
        return fired
            .Concat(diagnosis.Cause.Ranked
                .TakeWhile(static o => o.Probability >= LikelyFrom)
                .Where(o => o.Value.WhenLikely is not null && !fired.Any(f => f.Urgency >= o.Value.UrgencyWhenLikely && WarnsOf(f, o.Value)))
                .Select(Flag))
            .OrderByDescending(static f => f.Urgency);
    }

    private static bool WarnsOf(RedFlag flag, Cause cause) =>
        RedFlagRule.All.Any(r => r.Id == flag.Id && r.WarnsOfStates.TryGetValue(Aetiology, out ImmutableArray<string> states) && states.Contains(cause.Id));

    private static RedFlag Flag(Outcome<Cause> likely) => new(
        IdOf(likely.Value),
        likely.Value.UrgencyWhenLikely,
        [],
        string.Create(CultureInfo.InvariantCulture, $"By all that is told together, {likely.Name} is likely ({likely.Probability:P0}), and it must not wait."),
        likely.Value.WhenLikely!);

    private static string IdOf(Cause cause) => $"likely-{cause.Id}";
}
