using System.Collections.Immutable;

namespace SpineInference.Web;

/// <summary>A question that the page answers with bars.</summary>
/// <param name="Variable">The network's variable.</param>
/// <param name="Title">The question in words.</param>
/// <param name="Outcomes">The answers, the most probable first.</param>
internal sealed record QuestionView(string Variable, string Title, ImmutableArray<OutcomeView> Outcomes)
{
    /// <summary>The variable of the principal root.</summary>
    public static string Root => Questions.RootLevel.Id;

    /// <summary>The variable of the cause.</summary>
    public static string Cause => Questions.Cause.Id;

    /// <summary>The questions with bars, in the order of the page.</summary>
    public static ImmutableArray<Question> Shown { get; } = [Questions.RootLevel, Questions.Cause, Questions.DiscLevel, Questions.LesionSite];

    /// <summary>The questions of a diagnosis, in the order of the page.</summary>
    public static ImmutableArray<QuestionView> Of(Diagnosis diagnosis) => [.. Shown.Select(question => new QuestionView(
        question.Id, Names.Sentence(question.Label),
        [.. diagnosis.Ask(question).RankedOutcomes.Select(static o => new OutcomeView(o.Id, Names.Sentence(o.Name), o.Probability))]))];

    /// <summary>An outcome in words.</summary>
    public static string Label(string variable, string id) =>
        Questions.Find(variable) is { } question && question.TryParse(id, out Answer? answer) ? Names.Sentence(answer.Name) : Names.Words(id);
}
