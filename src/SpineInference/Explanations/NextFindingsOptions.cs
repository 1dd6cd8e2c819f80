using System.Collections.Immutable;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>How the next findings are chosen.</summary>
/// <remarks>Immutable.</remarks>
public sealed record NextFindingsOptions
{
    /// <summary>What is to be found out: one question, or several together. The principal root and the cause unless set.</summary>
    public ImmutableArray<Question> Questions { get; init; } = SpineInference.Questions.Principal;

    /// <summary>What it costs to look, by the text id of the finding and its category; findings are ranked by bits per cost. What was set up for a finding that the patient's record has
    /// is ready for the others, so that it is asked of stated findings, too, those of rules alone among them; in a set the first that needs it pays. It is asked once for
    /// each finding, however many legs and steps there are. A number is a cost without any set-up.</summary>
    public Func<string, FindingCategory, LookingCost> Cost { get; init; } = FindingCosts.WeighBurden;

    /// <summary>The most demanding way of looking that is allowed.</summary>
    public FindingCategory MostDemanding { get; init; } = FindingCategory.Electrodiagnosis;

    /// <summary>Whether the findings are chosen as a set, each the best given that those before it will be known. If not, each is ranked
    /// as if it were the only one, and of those that read one hidden thing (a muscle, the tension of a nerve, a territory, claudication) the best
    /// stands for all.</summary>
    public bool AsSet { get; init; }

    /// <summary>Findings that promise less are left out, in bits; not negative.</summary>
    public double MinimumBits { get; init; } = 0.005;

    /// <summary>Whether many patients are asked about in this process. The first time such questions come, a program of their own is compiled, some tenths of a second;
    /// from then on an answer takes about half the time. Answers are the same to rounding, whichever it is.</summary>
    public bool IsForMany { get; init; }

    /// <summary>Nothing is proposed where the question is settled already with this probability.</summary>
    public double SettledFrom { get; init; } = 0.99;
}
