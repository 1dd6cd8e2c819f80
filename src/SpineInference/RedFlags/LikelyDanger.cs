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
                .Select(o => (Cause: o.Value, Probability: ProbabilityOf(o, diagnosis)))
                .Where(static danger => danger.Probability >= LikelyFrom)
                .Select(static danger => Flag(danger.Cause, danger.Probability)))
            .OrderByDescending(static f => f.Urgency);
    }

    private static bool WarnsOf(RedFlag flag, Cause cause) =>
        RedFlagRule.All.Any(r => r.Id == flag.Id && r.WarnsOfStates.TryGetValue(Aetiology, out ImmutableArray<string> states) && states.Contains(cause.DangerousKind ?? cause.Id));

    // Of a cause of several hidden kinds the dangerous one alone: a polyneuropathy of years may wait, one of days may not. A model of other tables, which
    // does not know the kind, says nothing of it.
    private static double ProbabilityOf(Outcome<Cause> cause, Diagnosis diagnosis)
    {
        if (cause.Value.DangerousKind is not { } kind)
        {
            return cause.Probability;
        }

        int place = diagnosis.Patient.Model.Network[Aetiology].States.IndexOf(kind);
        return place < 0 ? 0 : diagnosis.PosteriorOf(Aetiology)[place];
    }

    private static RedFlag Flag(Cause likely, double probability) => new(
        IdOf(likely),
        likely.UrgencyWhenLikely,
        [],
        string.Create(CultureInfo.InvariantCulture, $"By all that is told together, {likely.DangerousKindName ?? likely.PlainName} is likely ({probability:P0}), and it must not wait."),
        likely.WhenLikely!);

    private static string IdOf(Cause cause) => $"likely-{cause.Id}";
}
