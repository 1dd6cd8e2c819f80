using System.Collections.Immutable;

namespace SpineInference;

/// <summary>A published rule that turns findings into a <see cref="RedFlag"/>.</summary>
/// <remarks>Immutable. The list is <see cref="All"/>; docs/red-flags.md shows it.</remarks>
public sealed class RedFlagRule
{
    private RedFlagRule(string id, Urgency urgency, string reason, string source, bool needsBackPain, params ImmutableArray<(string Id, string State)> findings)
    {
        Id = id;
        Urgency = urgency;
        Reason = reason;
        Source = source;
        UnlessBackPainAbsent = needsBackPain;
        Findings = findings;
    }

    /// <summary>All rules, the most urgent first.</summary>
    public static ImmutableArray<RedFlagRule> All { get; } =
    [
        new("cauda-equina", Urgency.Emergency, "Possible cauda equina syndrome: its single features are weak signs, so any one of them fires.",
            "C227–C237", needsBackPain: false,
            ("sensation.saddle", "present"), ("urinary-retention", "present"), ("urinary-incontinence", "present"),
            ("bowel-incontinence", "present"), ("anal-tone-lost", "present")),
        new("progressive-weakness-both-legs", Urgency.Emergency, "Weakness that progresses in both legs: cord or cauda equina compression must be excluded.",
            "C231", needsBackPain: false, ("progressive-weakness-both-legs", "present")),
        new("severe-weakness", Urgency.Urgent, "Severe weakness (below MRC grade 4) may not recover if the compression lasts.",
            "C085–C087", needsBackPain: false,
            ("foot-drop", "present"), ("*-strength", "severely-weak")),
        new("worsening-weakness", Urgency.Urgent, "Weakness that gets worse is a reason to image and refer soon.",
            "C085–C087", needsBackPain: false, ("worsening-weakness", "present")),
        new("infection-or-tumour", Urgency.Urgent, "With back pain, fever, a history of cancer or unexplained weight loss may mean infection or tumour.",
            "C057", needsBackPain: true, ("fever", "present"), ("cancer-history", "present"), ("unexplained-weight-loss", "present")),
        new("fracture", Urgency.Urgent, "Significant trauma: a fracture must be excluded.",
            "C057", needsBackPain: false, ("significant-trauma", "present")),
    ];

    /// <summary>Text id.</summary>
    public string Id { get; }

    /// <summary>How fast someone must look.</summary>
    public Urgency Urgency { get; }

    /// <summary>Why, in one sentence.</summary>
    public string Reason { get; }

    /// <summary>Evidence rows behind the rule.</summary>
    public string Source { get; }

    /// <summary>Whether the rule is silent where low back pain is stated to be absent. Where it is unknown the rule fires.</summary>
    public bool UnlessBackPainAbsent { get; }

    /// <summary>The findings, any of which fires the rule; an id that starts with <c>*</c> stands for every id with that ending.</summary>
    public ImmutableArray<(string Id, string State)> Findings { get; }

    /// <summary>Whether a finding is one of the rule's.</summary>
    /// <param name="finding">The finding.</param>
    public bool IsFiredBy(Finding finding) => Findings.Any(f =>
        f.State == finding.State
        && (f.Id == finding.Id || (f.Id[0] == '*' && finding.Id.EndsWith(f.Id[1..], StringComparison.Ordinal))));
}
