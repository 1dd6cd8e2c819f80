using System.Collections.Immutable;

namespace SpineInference.Web;

/// <summary>A question that the page answers with bars.</summary>
/// <param name="Variable">The network's variable.</param>
/// <param name="Title">The question in words.</param>
/// <param name="Outcomes">The answers, the most probable first.</param>
internal sealed record QuestionView(string Variable, string Title, ImmutableArray<OutcomeView> Outcomes)
{
    /// <summary>The variable of the principal root.</summary>
    public const string Root = "root-level";

    /// <summary>The variable of the cause.</summary>
    public const string Cause = "cause";

    /// <summary>The variable of the disc level.</summary>
    public const string Level = "disc-level";

    /// <summary>The variable of the site.</summary>
    public const string Site = "lesion-site";

    private const string None = "none";

    /// <summary>The variables with bars, in the order of the page.</summary>
    public static ImmutableArray<string> Variables { get; } = [Root, Cause, Level, Site];

    /// <summary>The questions of a diagnosis, in the order of the page.</summary>
    public static ImmutableArray<QuestionView> Of(Diagnosis diagnosis) =>
    [
        new(Root, Texts.Question_Root, Ranked(Root, diagnosis.RootLevel)),
        new(Cause, Texts.Question_Cause, Ranked(Cause, diagnosis.Cause)),
        new(Level, Texts.Question_Level, Ranked(Level, diagnosis.DiscLevel)),
        new(Site, Texts.Question_Site, Ranked(Site, diagnosis.LesionSite)),
    ];

    /// <summary>An outcome in words.</summary>
    public static string Label(string variable, string id) => (variable, id) switch
    {
        (Root, None) => Texts.No_Root,
        (Level, None) => Texts.No_Level,
        (Site, None) => Texts.No_Site,
        (Cause, _) when Causes.TryParse(id, out SpineInference.Cause cause) => Names.Sentence(cause.PlainName),
        (Site, _) => Names.Sentence(Names.Words(id)),
        _ => Names.Words(id),
    };

    private static ImmutableArray<OutcomeView> Ranked<T>(string variable, Distribution<T> distribution)
        where T : struct, Enum => [.. distribution.Ranked.Select(o => new OutcomeView(o.Id, Label(variable, o.Id), o.Probability))];
}
