using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Every posterior of a diagnosis with its uncertainty from the model's parameters.</summary>
/// <remarks>The uncertainty is that of the numbers in the knowledge tables, as <see cref="ModelUncertainty"/> believes them, each draw counted by
/// how well it explains the findings; it does not cover what the structure of the model leaves out. Immutable and safe for concurrent use.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class DiagnosisIntervals
{
    /// <summary>The share an interval holds where nobody says otherwise, as in JSON.</summary>
    public const double DefaultMass = 0.9;

    private readonly Diagnosis _diagnosis;
    private readonly ModelUncertainty _uncertainty;
    private readonly UncertainPosteriors _posteriors;

    internal DiagnosisIntervals(Diagnosis diagnosis, ModelUncertainty uncertainty, UncertainPosteriors posteriors)
    {
        _diagnosis = diagnosis;
        _uncertainty = uncertainty;
        _posteriors = posteriors;
    }

    /// <summary>How many draws of the parameters they rest on.</summary>
    public int DrawCount => _posteriors.Count;

    /// <summary>How many draws of equal weight would be worth as much: where it is small, the findings surprise most draws and ends are rough.</summary>
    public double EffectiveDrawCount => _posteriors.EffectiveCount;

    /// <summary>Under how many of them the findings are impossible; intervals, means and shares leave those out.</summary>
    public int ImpossibleDrawCount => _posteriors.ImpossibleCount;

    /// <summary>The probability of an answer.</summary>
    /// <param name="answer">An answer to one of <see cref="Questions.All"/> or of <see cref="Questions.OnDemand"/>; sciatica takes as long again as
    /// all others together.</param>
    /// <exception cref="ArgumentException">The model does not have this answer.</exception>
    /// <remarks>Where no leg is named, left and right are exchangeable, and a side has the average of both, as in the diagnosis.</remarks>
    public UncertainProbability this[Answer answer]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(answer);
            if (!answer.Question.HasVariable)
            {
                UncertainProbability sciatica = Sciatica.ProbabilityIn(_diagnosis, _uncertainty, _posteriors);
                return answer.Equals(Questions.Sciatica[Presence.Present])
                    ? sciatica
                    : new UncertainProbability(1 - sciatica.Point, [.. sciatica.Draws.Select(static d => 1 - d)], sciatica.Weights.AsSpan());
            }

            Hypothesis direct = _diagnosis.HypothesisOf(answer);
            UncertainProbability drawn = _posteriors[direct];
            int state = direct.States[0];
            int mirrored = Mirror.StateOf(direct.Variable, state);
            if (!_diagnosis.Reading.IsSideUnknown || mirrored == state)
            {
                return drawn;
            }

            UncertainProbability other = _posteriors[direct.Variable, mirrored];
            return new UncertainProbability((drawn.Point + other.Point) / 2, [.. drawn.Draws.Zip(other.Draws, static (a, b) => (a + b) / 2)], drawn.Weights.AsSpan());
        }
    }

    /// <summary>The answers to a question that the model has.</summary>
    internal ImmutableArray<Answer> AnswersTo(Question question) => _diagnosis.Ask(question).Answers;

    /// <summary>The probability of any hypothesis about a variable whose draws were kept.</summary>
    /// <param name="hypothesis">The hypothesis.</param>
    /// <exception cref="ArgumentException">The draws of its variable were not kept.</exception>
    public UncertainProbability this[Hypothesis hypothesis] => _posteriors[hypothesis];

    /// <summary>The share of draws in which one answer is more probable than another: how firmly the ranking stands.</summary>
    /// <param name="first">An answer.</param>
    /// <param name="second">Another.</param>
    /// <returns>The share, in [0, 1].</returns>
    /// <exception cref="ArgumentException">The model does not have an answer, or its question has no variable of its own.</exception>
    public double ComputeShareAbove(Answer first, Answer second) =>
        _posteriors.ComputeShareAbove(_diagnosis.HypothesisOf(first), _diagnosis.HypothesisOf(second));
}
