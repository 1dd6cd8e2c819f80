using System.Collections.Frozen;
using System.Globalization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Says who should look next: with a red flag what the most urgent one demands, and nothing else; without one
/// what the posterior supports, and no more.</summary>
internal static class Advice
{
    /// <summary>Below this probability a cause or root is not named as the answer.</summary>
    public const double NamedFrom = 0.5;

    private static readonly AdviceSentence Caveat = new("This supports a clinician's judgement and does not replace it.", null, false);

    private static readonly FrozenSet<string> FootSigns = FrozenSet.Create(
        StringComparer.Ordinal, "foot-pain", "foot-weakness", "foot-drop", "sensation.foot");

    private static readonly FrozenSet<string> LegSigns = FrozenSet.Create(
        StringComparer.Ordinal, "leg-pain", "leg-weakness", "pain-below-knee", "sensation.leg", "leg-pain-worse-than-back-pain");

    private static readonly string[] SignsOfArteries = ["leg-pulseless", "pulses-abnormal", "ankle-brachial-index-low"];

    private static readonly FrozenSet<Region> FootRegions = FrozenSet.Create(
        Region.TopOfFoot, Region.BigToe, Region.LateralFoot, Region.Sole, Region.Heel);

    public static IEnumerable<AdviceSentence> For(Diagnosis diagnosis)
    {
        Urgency urgency = diagnosis.Urgency;
        IEnumerable<AdviceSentence> step = urgency == Urgency.Routine ? WithoutFlag(diagnosis) : WithFlag(diagnosis, urgency);

        // Who goes to hospital at once need not be told when to come back.
        return urgency == Urgency.Emergency ? [.. step, Caveat] : [.. step, .. WhenToComeBack(diagnosis), Caveat];
    }

    private static IEnumerable<AdviceSentence> WhenToComeBack(Diagnosis diagnosis) =>
        SafetyNet.For(diagnosis).Select(static p => new AdviceSentence(p.Text, Urgency.SameDay, false) { IsSafetyNet = true });

    private static IEnumerable<AdviceSentence> WithFlag(Diagnosis diagnosis, Urgency urgency)
    {
        string[] actions = [.. diagnosis.RedFlags.Where(f => f.Urgency == urgency).Select(static f => f.Action).Distinct(StringComparer.Ordinal)];
        foreach ((int index, string action) in actions.Index())
        {
            yield return new AdviceSentence(index == 0 ? $"{urgency.PlainName}: {action}." : $"Also: {action}.", urgency, false);
        }
    }

    private static IEnumerable<AdviceSentence> WithoutFlag(Diagnosis diagnosis)
    {
        int open = diagnosis.UnaskedRedFlags.Length;
        if (open > 0)
        {
            yield return new AdviceSentence(
                string.Create(CultureInfo.InvariantCulture, $"{(open == 1 ? "One red-flag question was" : $"{open} red-flag questions were")} not asked: ask first, for silence rules nothing out."), null, false);
        }

        Outcome<Cause> cause = diagnosis.Cause.MostProbable;
        bool pointsToRoot = PointsToRoot(diagnosis);
        if (cause.Probability < NamedFrom)
        {
            Outcome<Cause> rival = diagnosis.Cause.Ranked[1];
            yield return new AdviceSentence(
                string.Create(CultureInfo.InvariantCulture, $"Undecided between {cause.Name} ({cause.Probability:P0}) and {rival.Name} ({rival.Probability:P0}): examine further before choosing."), null, false);
        }
        else
        {
            yield return NextStep(diagnosis, cause.Value, pointsToRoot);
        }

        if (ArteryIsDoubtful(diagnosis))
        {
            yield return new AdviceSentence("The pulses are not as they should be: have the arteries of the leg looked at as well, whatever the nerves have.", Urgency.Routine, false);
        }

        if (pointsToRoot)
        {
            yield return new AdviceSentence(
                $"Foot and leg symptoms together point to a nerve root{Root(diagnosis)}: a spine specialist is who tells the causes apart. Go within days if a muscle is weak or becomes so, otherwise if it lasts beyond six weeks.",
                Urgency.Routine, false);
        }
    }

    private static bool ArteryIsDoubtful(Diagnosis diagnosis)
    {
        RedFlagStatements statements = RedFlagStatements.Of(diagnosis.Patient);
        return SignsOfArteries.Any(id => statements.Has(id, 1, null) == Truth.True);
    }

    // Symptoms of the foot and of the leg above it, and a root that is likelier than none.
    private static bool PointsToRoot(Diagnosis diagnosis)
    {
        RedFlagStatements statements = RedFlagStatements.Of(diagnosis.Patient);
        return 1 - diagnosis.RootLevel.None >= NamedFrom
            && Any(FootSigns, static r => FootRegions.Contains(r))
            && Any(LegSigns, static r => !FootRegions.Contains(r) && r != Region.Saddle);

        bool Any(IEnumerable<string> signs, Func<Region, bool> isThere) => signs
            .Concat(Regions.All.Where(isThere).SelectMany(static r => new[] { $"pain.{r.Id}", $"sensation.{r.Id}" }))
            .Any(id => statements.Has(id, 1, null) == Truth.True);
    }

    private static string Root(Diagnosis diagnosis) =>
        diagnosis.RootLevel.MostProbable is { IsNone: false, Probability: >= NamedFrom } root ? $" ({root.Name})" : "";

    private static AdviceSentence NextStep(Diagnosis diagnosis, Cause cause, bool pointsToRoot)
    {
        string root = diagnosis.RootLevel.MostProbable is { IsNone: false, Probability: >= NamedFrom } likely ? $" of {likely.Name}" : "";
        string text = (pointsToRoot ? cause.NextStepAtRoot : cause.NextStep).Replace("{root}", root, StringComparison.Ordinal);
        return new AdviceSentence(text, Urgency.Routine, cause.IsReassuring);
    }
}
