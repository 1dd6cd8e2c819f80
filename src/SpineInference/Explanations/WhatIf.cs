using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>What the diagnosis would be without one finding.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class WhatIf
{
    internal WhatIf(Finding finding, Diagnosis before, Diagnosis after)
    {
        Finding = finding;
        Before = before;
        After = after;
    }

    /// <summary>The finding left out.</summary>
    public Finding Finding { get; }

    /// <summary>The diagnosis with it.</summary>
    public Diagnosis Before { get; }

    /// <summary>The diagnosis without it.</summary>
    public Diagnosis After { get; }

    /// <summary>The largest change of any probability of a cause or a principal root.</summary>
    public double LargestChange => Math.Max(LargestChangeOf(Questions.Cause), LargestChangeOf(Questions.RootLevel));

    /// <summary>Whether the most probable cause or root is another without the finding.</summary>
    public bool ChangesTheAnswer => Changes(Questions.Cause) || Changes(Questions.RootLevel);

    /// <summary>How an answer to any question would change: its probability without the finding, less that with it.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The difference, in [−1, 1].</returns>
    public double ChangeOf(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return After.Ask(answer.Question)[answer] - Before.Ask(answer.Question)[answer];
    }

    /// <summary>The largest change of the probability of any answer to a question.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The absolute difference, in [0, 1].</returns>
    public double LargestChangeOf(Question question) => Before.Ask(question).Probabilities.Zip(After.Ask(question).Probabilities).Max(static p => Math.Abs(p.First - p.Second));

    /// <summary>Whether the most probable answer to a question is another without the finding.</summary>
    /// <param name="question">The question.</param>
    /// <returns>Whether it is.</returns>
    public bool Changes(Question question) => !Before.Ask(question).RankedOutcomes[0].Answer.Equals(After.Ask(question).RankedOutcomes[0].Answer);
}
