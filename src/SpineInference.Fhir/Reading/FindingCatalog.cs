using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Fhir.Reading;

/// <summary>The findings of a model as codes of <see cref="FhirSystems.Finding"/>.</summary>
internal sealed class FindingCatalog
{
    public const string AnkleBrachialIndex = "ankle-brachial-index";
    public const string Complaint = "complaint";
    public const string ComplaintSide = "complaint-side";
    public const string Setting = "setting";

    /// <summary>Findings that tell of the past: that what they tell of is over does not make them untrue.</summary>
    public static readonly FrozenSet<string> History = FrozenSet.Create(
        StringComparer.Ordinal, "cancer-history", "recent-trauma", "significant-trauma", "sudden-onset", "lifting", "rapid-weight-loss",
        "unexplained-weight-loss", "hyperextension-sport", "leg-crossing", "neurogenic-claudication-history",
        "recent-spinal-procedure", "sciatica-of-both-legs-new", "bladder-or-bowel-signs-new", "sudden-cold-leg");

    /// <summary>Findings that make a disorder likelier and are none: somebody with appendicitis has them as often.</summary>
    public static readonly FrozenSet<string> Risks = FrozenSet.Create(
        StringComparer.Ordinal, "diabetes", "smoking", "obesity", "hyperextension-sport", "recent-trauma", "lifting", "leg-crossing", "rapid-weight-loss");

    // A record may hold a hundred thousand unknown ids, and each search goes through all findings.
    private const int MostSuggestions = 100;

    private readonly SpineModel _model;
    private readonly FrozenDictionary<string, DescribedFinding> _findings;
    private int _suggestions;

    public FindingCatalog(SpineModel model)
    {
        _model = model;
        Findings = model.DescribedFindings;
        _findings = Findings.ToFrozenDictionary(static v => v.Id, StringComparer.Ordinal);
        Contexts = [.. model.Description.Variables.Where(static v => v.Id is Complaint or ComplaintSide or Setting)];
    }

    /// <summary>The findings in the order of the model, one for both legs; those of rules alone last.</summary>
    public IReadOnlyList<DescribedFinding> Findings { get; }

    /// <summary>Complaint, its side, and setting.</summary>
    public IReadOnlyList<DescribedVariable> Contexts { get; }

    public DescribedFinding this[string id] => _findings[id];

    public static IReadOnlyList<string> ContextIds { get; } = [Setting, Complaint, ComplaintSide];

    public static bool IsContext(string id) => id is Complaint or ComplaintSide or Setting;

    /// <summary>Reads a code of the library's own: <c>[left.|right.]id[=state]</c>.</summary>
    /// <param name="own">The code.</param>
    /// <param name="origin">The code to remember, which may be a foreign one.</param>
    /// <param name="saysAbsent">Whether the denial of <paramref name="origin"/> says something.</param>
    /// <param name="target">What it means.</param>
    /// <param name="refusal">Why there is no such code.</param>
    public bool TryParse(
        string own, FhirCode origin, bool saysAbsent, [NotNullWhen(true)] out CodeTarget? target, [NotNullWhen(false)] out string? refusal)
    {
        target = null;
        string id = own;
        Leg? leg = null;
        int dot = id.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && Legs.TryParse(id[..dot], out Leg named))
        {
            leg = named;
            id = id[(dot + 1)..];
        }

        string? state = null;
        int sign = id.IndexOf('=', StringComparison.Ordinal);
        if (sign >= 0)
        {
            state = id[(sign + 1)..];
            id = id[..sign];
        }

        if ((id == AnkleBrachialIndex || IsContext(id)) && leg is null && state is null)
        {
            target = new CodeTarget(origin, id, null, null, saysAbsent);
            refusal = null;
            return true;
        }

        if (!_findings.ContainsKey(id) && _suggestions++ >= MostSuggestions)
        {
            refusal = $"Unknown finding '{id}'.";
            return false;
        }

        try
        {
            // Asked with a state that the finding has, so that the message is about the id; then with the one given.
            _model.GetFinding(id, _findings.TryGetValue(id, out DescribedFinding? finding) ? finding.States[0] : null);
            _model.GetFinding(id, state ?? finding!.States[0]);
            if (leg is not null && !finding!.IsOfLeg)
            {
                refusal = $"'{id}' is a finding of the patient, not of a leg: leave '{leg.Value.Id}.' out.";
                return false;
            }

            target = new CodeTarget(origin, id, state, leg, saysAbsent);
            refusal = null;
            return true;
        }
        catch (ArgumentException unknown)
        {
            refusal = Sentence(unknown);
            return false;
        }
    }

    /// <summary>The message alone, without the "(Parameter 'x')" that the runtime appends.</summary>
    public static string Sentence(ArgumentException refusal)
    {
        int end = refusal.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? refusal.Message : refusal.Message[..end];
    }
}
