using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>How a note is read: which leg a sentence without a leg is about, and which leg the patient complains of.</summary>
/// <remarks>The rules and their reasons stand in docs/decisions/0040. Immutable.</remarks>
internal sealed class PatientReading
{
    private PatientReading(Leg affected, bool isNamed, bool isSideUnknown, Side? complaintSide, bool isSideTaken)
    {
        Affected = affected;
        IsNamed = isNamed;
        IsSideUnknown = isSideUnknown;
        ComplaintSide = complaintSide;
        IsSideTaken = isSideTaken;
    }

    /// <summary>The leg of what is present and has no leg; the left where nothing tells left from right.</summary>
    public Leg Affected { get; }

    /// <summary>Whether something tells left from right: a leg that is named, or the side of the complaint.</summary>
    public bool IsNamed { get; }

    /// <summary>Whether something is present in a leg and nothing tells which: left and right are then exchangeable.</summary>
    public bool IsSideUnknown { get; }

    /// <summary>The side of the complaint, stated or taken; of exchangeable legs the left.</summary>
    public Side? ComplaintSide { get; }

    /// <summary>Whether that side was not stated but taken.</summary>
    public bool IsSideTaken { get; }

    /// <summary>Reads a patient's statements.</summary>
    /// <exception cref="ArgumentException">Something present in a leg has no leg, both legs are named, and the complaint does not tell.</exception>
    public static PatientReading Of(Patient patient)
    {
        SpineModel model = patient.Model;
        Observation[] spoken = [.. patient.Observations.Where(o => o.Finding.IsOfLeg && !SaysNothing(o) && !o.Finding.IsRuleOnly)];
        Leg[] named = [.. spoken.Where(static o => o.Leg is not null).Select(static o => o.Leg!.Value).Distinct()];
        Observation? homeless = Array.Find(spoken, o => o.Leg is null && !model.IsNegative(o));
        Leg? complained = LegOf(patient.ComplaintSide);
        if (homeless is not null && named.Length == 2 && complained is null)
        {
            throw new ArgumentException($"'{homeless.Finding}' is a finding of a leg, and both legs are named: state the leg it belongs to.");
        }

        Leg? told = complained ?? (named.Length == 1 ? named[0] : null);
        Leg affected = told ?? Leg.Left;
        Side? taken = patient.ComplaintSide is null && !patient.IsLiteral && !TellsBothLegs(patient) ? OnlyLeg(model, spoken, affected) : null;
        return new PatientReading(
            affected, told is not null || named.Length > 0, homeless is not null && told is null, patient.ComplaintSide ?? taken, taken is not null);
    }

    /// <summary>The legs a statement about a leg is about: both for what is absent or normal and has no leg.</summary>
    public IEnumerable<Leg> LegsOf(SpineModel model, Observation observation) =>
        observation.Leg is { } leg ? [leg] : model.IsNegative(observation) ? Legs.All : [Affected];

    /// <summary>The places a statement is about: indices of variables, or below 0 for what is asked for red-flag rules alone.</summary>
    public IEnumerable<int> PlacesOf(SpineModel model, Observation observation) => observation.Finding is LegFinding finding
        ? LegsOf(model, observation).Select(finding.PlaceIn)
        : [observation.Finding.Place];

    // Symptoms tell before signs, and what is there before what is not.
    private static Side? OnlyLeg(SpineModel model, Observation[] spoken, Leg affected)
    {
        Observation[] there = [.. spoken.Where(o => !model.IsNegative(o))];
        Observation[] symptoms = [.. there.Where(o => model.CategoryOf(o.Finding) == FindingCategory.History)];
        Leg[] legs = symptoms.Length > 0 ? LegsIn(symptoms)
            : there.Length > 0 ? LegsIn(there)
            : LegsIn([.. spoken.Where(static o => o.Leg is not null)]);
        return legs is [var only] ? SideOf(only) : null;

        Leg[] LegsIn(Observation[] observations) => [.. observations.Select(o => o.Leg ?? affected).Distinct()];
    }

    private static bool TellsBothLegs(Patient patient) =>
        patient.Observations.Any(o => o.Finding.Id == "both-legs" && !SaysNothing(o) && !patient.Model.IsNegative(o));

    private static bool SaysNothing(Observation observation) => observation is { Kind: ObservationKind.Uncertain, LikelihoodRatio: 1 };

    private static Leg? LegOf(Side? side) => side switch
    {
        Side.Left => Leg.Left,
        Side.Right => Leg.Right,
        _ => null,
    };

    private static Side SideOf(Leg leg) => leg == Leg.Left ? Side.Left : Side.Right;
}
