using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference;

/// <summary>What a diagnosis answers: the one list that written answers, schemas, tables, intervals and explanations go through.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public static class Questions
{
    /// <summary>The principal root: L1 to S3, or none.</summary>
    public static Question<NerveRoot> RootLevel { get; } = new(
        "root-level", "rootLevel", "root level", "the principal root that is injured", NerveRoots.Ids, static r => r.Id, "no root");

    /// <summary>The principal cause.</summary>
    public static Question<Cause> Cause { get; } = new(
        "cause", "cause", "cause", "the principal cause", Causes.Ids, static c => c.PlainName, null);

    /// <summary>The principal disc level; none for a lesion beyond the canal.</summary>
    public static Question<DiscLevel> DiscLevel { get; } = new(
        "disc-level", "discLevel", "disc level", "the principal disc level; none for a lesion beyond the canal", DiscLevels.Ids, static l => l.Id, "no disc level");

    /// <summary>The zone of the canal at that level; none for a lesion beyond it.</summary>
    public static Question<Zone> Zone { get; } = new(
        "zone", "zone", "zone", "where across that level", Zones.Ids, static z => z.Id, "no zone of the canal");

    /// <summary>The side of the lesion.</summary>
    public static Question<Side> Side { get; } = new(
        "side", "side", "side", "the side of the lesion", Sides.Ids, static s => s.Id, null);

    /// <summary>Where on the nerve's way the lesion sits.</summary>
    public static Question<LesionSite> LesionSite { get; } = new(
        "lesion-site", "lesionSite", "lesion site", "where along the nerve", LesionSites.Ids, static s => s.Id.Replace('-', ' '), "no lesion of a nerve");

    /// <summary>The mechanism of a slipped vertebra; none where the cause is another.</summary>
    public static Question<SlipMechanism> SlipMechanism { get; } = new(
        "slip-mechanism", "slipMechanism", "slip mechanism", "how a vertebra slipped; none where that is not the cause", SlipMechanisms.Ids, static m => m.Id, "no slip");

    /// <summary>The direction of a slipped vertebra; none where the cause is another.</summary>
    public static Question<SlipDirection> SlipDirection { get; } = new(
        "slip-direction", "slipDirection", "slip direction", "where to it slipped", SlipDirections.Ids, static d => d.Id, "no slip");

    /// <summary>What the patient comes for, as stated or as inferred.</summary>
    public static Question<Complaint> Complaint { get; } = new(
        "complaint", "complaint", "complaint", "what the patient comes for, as stated or as inferred", Complaints.Ids, static c => c.Words, null);

    /// <summary>All questions about the patient, in the order of a written answer.</summary>
    public static ImmutableArray<Question> All { get; } =
        [RootLevel, Cause, DiscLevel, Zone, Side, LesionSite, SlipMechanism, SlipDirection, Complaint];

    /// <summary>What a diagnosis is for: the principal root and the cause.</summary>
    public static ImmutableArray<Question> Principal { get; } = [RootLevel, Cause];

    /// <summary>How a root fares that is named elsewhere: what a distribution of that kind answers when it is read by itself.</summary>
    internal static Question<RootState> RootOfALeg { get; } = new(
        "left.root.L5", "root", "root", "how a root fares", RootStates.Ids, static s => s.Id, null);

    /// <summary>How one root of a leg fares: normal, irritated or compressed.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="root">A root from L2 to S3.</param>
    /// <returns>The question.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is L1, which has no node of its own, or no root.</exception>
    public static Question<RootState> Root(Leg leg, NerveRoot root) => root == NerveRoot.L1
        ? throw new ArgumentOutOfRangeException(nameof(root), root, "The state of a root is modelled from L2 to S3.")
        : new Question<RootState>(
            $"{leg.Id}.root.{root.Id}", root.Id, $"{leg.Id} {root.Id}", $"how the root {root.Id} of the {leg.Id} leg fares", RootStates.Ids, static s => s.Id, null);

    /// <summary>Finds a question by its id or by the field of a written answer.</summary>
    /// <param name="id">Such as <c>root-level</c> or <c>rootLevel</c> (ordinal comparison).</param>
    /// <returns>The question, or <see langword="null"/>.</returns>
    public static Question? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        foreach (Question question in All)
        {
            if (question.Id == id || question.Field == id)
            {
                return question;
            }
        }

        return null;
    }

    /// <summary>Reads an answer to any question about the patient: <c>L5</c>, <c>prolapsed-disc</c> or <c>zone=central</c>.</summary>
    /// <param name="text">The id of an answer, looked for in the order of <see cref="All"/>; with the id of its question and <c>=</c> before it
    /// where several have it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">There is no such answer; the message names the nearest.</exception>
    public static Answer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string id = text[(equals + 1)..];
        foreach (Question question in All)
        {
            if ((equals < 0 || text.AsSpan(0, equals).SequenceEqual(question.Id)) && question.TryParse(id, out Answer? answer))
            {
                return answer;
            }
        }

        throw new ArgumentException(
            $"There is no answer '{text}'.{NameSuggestion.For(text, [.. AnswerIds])} Give a root, cause, site, disc level or zone, such as L5, cause=prolapsed-disc or zone=central.", nameof(text));
    }

    /// <summary>Every answer that <see cref="Parse"/> reads, in its shortest form that is clear.</summary>
    public static IEnumerable<string> AnswerIds => All
        .SelectMany(static q => q.Answers)
        .Select(static a => All.Count(q => q.TryParse(a.Id, out _)) > 1 ? $"{a.Question.Id}={a.Id}" : a.Id);
}
