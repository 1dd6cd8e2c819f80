using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference;

/// <summary>What a diagnosis answers: the one list that written answers, schemas, tables, intervals and explanations go through.</summary>
/// <remarks>It stands in the tables (Tables/Vocabulary/Answers.json), with the values of each question. Immutable and safe for concurrent use.</remarks>
/// <example><code>
/// Distribution&lt;NerveRoot&gt; root = diagnosis.Ask(Questions.RootLevel);
/// foreach (Question question in Questions.All)
/// {
///     Console.WriteLine(diagnosis.Ask(question).RankedOutcomes[0]);
/// }
/// </code></example>
public static partial class Questions
{
    /// <summary>How a root fares that is named elsewhere: what a distribution of that kind answers when it is read by itself.</summary>
    internal static Question<RootState> RootOfALeg { get; } = new(
        "left.root.L5", "root", "root", "how a root fares", RootStates.Ids, null);

    /// <summary>Whether there is sciatica: pain or altered sensation somewhere in the territory of a sciatic nerve, in either leg.</summary>
    /// <remarks>An event over many variables, answered on demand by one query more; see <see cref="Question.HasVariable"/>.</remarks>
    public static Question<Presence> Sciatica { get; } = new(
        "sciatica",
        "sciatica",
        "sciatica",
        "whether pain or altered sensation is felt somewhere in the territory of a sciatic nerve",
        PresenceOf("sciatica"),
        null,
        [Presence.Absent.Id, Presence.Present.Id]);

    /// <summary>What is asked of places and events, beside <see cref="All"/>: whether the canal is narrow, level by level, whether there is
    /// sciatica, and how each root of each leg fares. Answered when asked.</summary>
    public static ImmutableArray<Question> OnDemand { get; } =
    [
        .. DiscLevels.All.Select(StenosisAt),
        Sciatica,
        .. Legs.All.SelectMany(static leg => NerveRoots.Modelled.Select(root => RootOf(leg, root))),
    ];

    /// <summary>Whether the canal is narrow at a level so that it gives symptoms; several levels may be.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The question.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is no level.</exception>
    public static Question<Presence> StenosisAt(DiscLevel level) => new(
        $"stenosis.{level.Id}",
        level.Id,
        $"stenosis {level.Id}",
        $"whether the canal is narrow at {level.Id} so that it gives symptoms",
        PresenceOf($"stenosis at {level.Id}"),
        null);

    /// <summary>How one root of a leg fares: normal, irritated or compressed.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="root">A root from L2 to S3.</param>
    /// <returns>The question.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is L1, which has no node of its own, or no root.</exception>
    public static Question<RootState> RootOf(Leg leg, NerveRoot root) => root == NerveRoot.L1
        ? throw new ArgumentOutOfRangeException(nameof(root), root, "The state of a root is modelled from L2 to S3.")
        : new Question<RootState>(
            $"{leg.Id}.root.{root.Id}", root.Id, $"{leg.Id} {root.Id}", $"how the root {root.Id} of the {leg.Id} leg fares", RootStates.Ids, null);

    /// <summary>The names of the variables that answer <see cref="All"/>.</summary>
    internal static IEnumerable<string> Ids => All.Select(static q => q.Id);

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

        // A field of these is the name of a place: L5 is the root of two legs.
        foreach (Question question in OnDemand)
        {
            if (question.Id == id)
            {
                return question;
            }
        }

        return null;
    }

    /// <summary>Reads an answer to any question: <c>L5</c>, <c>prolapsed-disc</c>, <c>zone=central</c> or <c>stenosis.L4/5=yes</c>.</summary>
    /// <param name="text">The id of an answer, looked for in the order of <see cref="All"/>; with the id of its question and <c>=</c> before it
    /// where several have it, and for <see cref="OnDemand"/> always.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">There is no such answer; the message names the nearest.</exception>
    public static Answer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string id = text[(equals + 1)..];
        foreach (Question question in equals < 0 ? All : All.AddRange(OnDemand))
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
        .Select(static a => All.Count(q => q.TryParse(a.Id, out _)) > 1 ? $"{a.Question.Id}={a.Id}" : a.Id)
        .Concat(OnDemand.SelectMany(static q => q.Answers).Select(static a => $"{a.Question.Id}={a.Id}"));

    private static TextIds<Presence> PresenceOf(string what) => new(
        "presence", (Presence.Absent, Presence.Absent.Id, $"no {what}"), (Presence.Present, Presence.Present.Id, what));
}
