using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>Names of findings, states and answers as the page shows them.</summary>
/// <remarks>Names of findings come from the tables; words of states from the page's texts, or the id itself where a state is new.</remarks>
internal static class Names
{
    /// <summary>The question in plain words: <c>The foot slaps the ground</c>.</summary>
    public static string Plain(DescribedFinding finding) => Sentence(finding.Plain ?? finding.Label);

    /// <summary>A state in words, as a grade of strength on the MRC scale.</summary>
    public static string State(DescribedFinding finding, string state) => IsStrength(finding) ? state switch
    {
        "normal" => Texts.Grade_Normal,
        "weak" => Texts.Grade_Weak,
        "severely-weak" => Texts.Grade_SeverelyWeak,
        _ => Words(state),
    } : state switch
    {
        PatientEdit.Present => Texts.State_Present,
        PatientEdit.Absent when finding.IsBinary => Texts.State_Absent,
        Note.Other => Texts.State_Other,
        _ => Words(state),
    };

    /// <summary>A state for the face of a button.</summary>
    public static string ShortState(DescribedFinding finding, string state) => IsStrength(finding) ? state switch
    {
        "normal" => Texts.Grade_Normal_Short,
        "weak" => Texts.Grade_Weak_Short,
        "severely-weak" => Texts.Grade_SeverelyWeak_Short,
        _ => Words(state),
    } : finding.IsBinary ? (state == PatientEdit.Present ? Texts.Yes : Texts.No) : Words(state);

    /// <summary>A leg in words.</summary>
    public static string Of(Leg leg) => leg == Leg.Left ? Texts.Left : Texts.Right;

    /// <summary>A finding in its place: <c>Foot drop, left</c>.</summary>
    public static string InPlace(DescribedFinding finding, Leg? leg) => leg is { } one
        ? $"{finding.Label}, {Of(one).ToLowerInvariant()}"
        : finding.IsOfLeg ? $"{finding.Label}, {Texts.AffectedLeg}" : finding.Label;

    /// <summary>A statement in words.</summary>
    public static string Statement(Catalogue catalogue, Observation observation)
    {
        DescribedFinding finding = catalogue.Find(observation.Finding.Id)!;
        string place = observation.Leg is null && finding.IsOfLeg && observation.Kind == ObservationKind.Absent
            ? $"{finding.Label}, {Texts.BothLegs}"
            : InPlace(finding, observation.Leg);
        string state = observation.Finding.State;
        return observation.Kind switch
        {
            ObservationKind.Present => $"{place}: {State(finding, state)}",
            ObservationKind.Absent => state == PatientEdit.Present ? $"{place}: {Texts.State_Absent}" : $"{place}: {Texts.Not} {State(finding, state)}",
            _ => FormattableString.Invariant($"{place}: {State(finding, state)}, {Texts.LikelihoodRatio} {observation.LikelihoodRatio:0.##}"),
        };
    }

    /// <summary>A statement that fired a rule, such as <c>left.foot-drop present</c>, with the finding's name.</summary>
    public static string RuleStatement(Catalogue catalogue, string statement)
    {
        int blank = statement.IndexOf(' ', StringComparison.Ordinal);
        string name = blank < 0 ? statement : statement[..blank];
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        Leg? leg = dot > 0 && Legs.TryParse(name[..dot], out Leg named) ? named : null;
        string id = leg is null ? name : name[(dot + 1)..];
        return catalogue.Find(id) is { } finding ? finding.Label + (leg is { } one ? $" ({Of(one).ToLowerInvariant()})" : "") : statement;
    }

    /// <summary>An id as words.</summary>
    public static string Words(string id) => id.Replace('-', ' ');

    /// <summary>Words with a capital at the beginning.</summary>
    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static bool IsStrength(DescribedFinding finding) => finding.Id.EndsWith("-strength", StringComparison.Ordinal);
}
