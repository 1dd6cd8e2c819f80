using System.Globalization;

namespace SpineInference;

/// <summary>A cause that must not wait and is likely by the posterior, whether or not a rule fired: an answer that says so is not routine.</summary>
/// <remarks>Rules read what is stated; a pulseless, numb and weak foot of which nobody says since when is not silent for want of a rule.
/// What is demanded of each cause, and how fast, stands in the table of causes.</remarks>
internal static class LikelyDanger
{
    /// <summary>From this probability on a danger is likely: three in ten. Judgement; no source sets it.</summary>
    public const double LikelyFrom = 0.3;

    /// <summary>The urgency of the most urgent likely danger.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns><see cref="Urgency.Routine"/> where none is likely.</returns>
    public static Urgency UrgencyOf(Diagnosis diagnosis) =>
        Of(diagnosis).Select(static d => d.Urgency).DefaultIfEmpty(Urgency.Routine).Max();

    /// <summary>What the likely dangers of an urgency demand.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="urgency">The urgency.</param>
    /// <returns>A clause for each, the most probable first.</returns>
    public static IEnumerable<string> ActionsOf(Diagnosis diagnosis, Urgency urgency) => Of(diagnosis)
        .Where(d => d.Urgency == urgency)
        .Select(static d => string.Create(CultureInfo.InvariantCulture, $"{d.Outcome.Name} is likely ({d.Outcome.Probability:P0}): {d.Outcome.Value.WhenLikely}"));

    private static IEnumerable<(Outcome<Cause> Outcome, Urgency Urgency)> Of(Diagnosis diagnosis) => diagnosis.Cause.Ranked
        .TakeWhile(static o => o.Probability >= LikelyFrom)
        .Where(static o => o.Value.WhenLikely is not null)
        .Select(static o => (o, o.Value.UrgencyWhenLikely));
}
