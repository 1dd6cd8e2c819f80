using System.Collections.Immutable;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

public sealed partial class Diagnosis
{
    /// <summary>Explains the probability of an answer to any question by the findings.</summary>
    /// <param name="answer">The answer: a value such as <c>Cause.Polyneuropathy</c> or <c>NerveRoot.L5</c>, an outcome of a distribution,
    /// or <c>Questions.RootLevel.None</c>.</param>
    /// <returns>What speaks for it and against it.</returns>
    /// <example><code>diagnosis.Explain(diagnosis.Cause.MostProbable)</code></example>
    public Explanation Explain(Answer answer) => DiagnosisExplanations.Explain(this, answer);

    /// <summary>Explains the probability of any hypothesis about a variable of the network.</summary>
    /// <param name="hypothesis">The hypothesis. Where no leg is named, the leg the findings are in is the network's left one.</param>
    /// <returns>What speaks for it and against it, against its strongest rival.</returns>
    /// <exception cref="ArgumentException">The hypothesis is about another network.</exception>
    /// <remarks>Three queries for each finding.</remarks>
    public Explanation Explain(Hypothesis hypothesis) => DiagnosisExplanations.Explain(this, hypothesis);

    /// <summary>The diagnosis without a finding, in either leg: as if it had not been looked for.</summary>
    /// <param name="finding">The finding; its state does not matter.</param>
    /// <returns>The diagnosis without it.</returns>
    public Diagnosis Without(Finding finding) => DiagnosisExplanations.Without(this, finding);

    /// <summary>The diagnosis with what was stated of a finding reversed: present becomes absent, absent present, and a likelihood
    /// ratio its inverse.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>The diagnosis with it reversed.</returns>
    /// <exception cref="ArgumentException">Nothing was stated of it.</exception>
    /// <exception cref="ContradictoryFindingsException">The reversed finding is impossible with the others.</exception>
    public Diagnosis WithReversed(Finding finding) => DiagnosisExplanations.Reversed(this, finding);

    /// <summary>The diagnosis with further findings.</summary>
    /// <param name="findings">Findings that are present, of the patient or of the affected leg.</param>
    /// <returns>The diagnosis with them.</returns>
    /// <exception cref="ContradictoryFindingsException">They contradict what was stated.</exception>
    public Diagnosis With(params ReadOnlySpan<Finding> findings) => DiagnosisExplanations.With(this, findings);

    /// <summary>For each finding that enters the posterior, the diagnosis without it, in the order stated.</summary>
    /// <returns>One comparison for each finding.</returns>
    public ImmutableArray<WhatIf> WithoutEach() => DiagnosisExplanations.WithoutEach(this);

    /// <summary>The hypothesis that an answer is true, for the engine.</summary>
    /// <param name="answer">The answer to any question.</param>
    /// <returns>The hypothesis on the question's variable.</returns>
    /// <exception cref="ArgumentException">The model does not have this answer.</exception>
    public Hypothesis HypothesisOf(Answer answer) => DiagnosisExplanations.HypothesisOf(this, answer);

    /// <summary>Says whether the findings contradict each other under the model, names those involved, and says whether the model
    /// explains them at all.</summary>
    /// <param name="simulations">How many patients are simulated for the comparison; at least 1.</param>
    /// <param name="seed">Seed of the simulation.</param>
    /// <returns>What does not fit, with numbers and in words.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="simulations"/> is below 1.</exception>
    public FindingsCoherence CheckCoherence(int simulations = 500, int seed = 1) => DiagnosisCoherence.Conflict(this, simulations, seed);

    /// <summary>The best joint explanation: cause, level, zone, root and side that are most probable together. They need not be the
    /// most probable one by one.</summary>
    /// <returns>The explanation with its probability.</returns>
    public Scenario FindMostProbableExplanation() => DiagnosisCoherence.MostProbableExplanation(this);

    /// <summary>The best joint explanations of cause, level, zone, root and side.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <returns>The most probable first; fewer where there are no more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public ImmutableArray<Scenario> FindJointExplanations(int count = 5) => DiagnosisCoherence.JointExplanations(this, count);

    /// <summary>Every posterior with its uncertainty.</summary>
    /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default of 1,000 draws.</param>
    /// <param name="cancellationToken">Ends it early, the making of the default too.</param>
    /// <returns>The intervals, by answer.</returns>
    /// <exception cref="ArgumentException">The uncertainty is of another model.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public DiagnosisIntervals ComputeIntervals(ModelUncertainty? uncertainty = null, CancellationToken cancellationToken = default) =>
        DiagnosisUncertainty.Intervals(this, uncertainty, cancellationToken);

    /// <summary>The probability of an answer with its uncertainty; for several answers ask <see cref="ComputeIntervals"/> once.</summary>
    /// <param name="answer">An answer to one of <see cref="Questions.All"/> or of <see cref="Questions.OnDemand"/>.</param>
    /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
    /// <param name="cancellationToken">Ends it early, the making of the default too.</param>
    /// <returns>The probability, and how it spreads.</returns>
    /// <exception cref="ArgumentException">The uncertainty is of another model.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public UncertainProbability ComputeInterval(Answer answer, ModelUncertainty? uncertainty = null, CancellationToken cancellationToken = default) =>
        DiagnosisUncertainty.Interval(this, answer, uncertainty, cancellationToken);

    /// <summary>How firmly an answer stands: its interval, how often it stays first, what part of the width is judgement, and the numbers it
    /// hangs on, in words.</summary>
    /// <param name="answer">An answer to one of <see cref="Questions.All"/> or of <see cref="Questions.OnDemand"/>.</param>
    /// <param name="count">How many numbers to name; at least 1.</param>
    /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>How firmly it stands.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Firmness AssessFirmness(Answer answer, int count = 3, ModelUncertainty? uncertainty = null, CancellationToken cancellationToken = default) =>
        DiagnosisUncertainty.Firmness(this, answer, count, uncertainty, cancellationToken);

    /// <summary>Which numbers of the model the probability of an answer hangs on.</summary>
    /// <param name="answer">An answer to one of <see cref="Questions.All"/> or of <see cref="Questions.OnDemand"/>.</param>
    /// <param name="count">How many of each kind; at least 1.</param>
    /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
    /// <returns>The numbers, the most influential first.</returns>
    /// <exception cref="ArgumentException">The question has no variable of its own, or the uncertainty is of another model.</exception>
    public SensitivityReport AnalyseSensitivity(Answer answer, int count = 10, ModelUncertainty? uncertainty = null) =>
        DiagnosisUncertainty.Sensitivity(this, answer, count, uncertainty);

    /// <summary>Which numbers of the model the probability of a hypothesis hangs on.</summary>
    /// <param name="hypothesis">About a variable of the network that is no latent of a leg.</param>
    /// <param name="count">How many of each kind; at least 1.</param>
    /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
    /// <returns>The numbers, the most influential first.</returns>
    /// <exception cref="ArgumentException">The hypothesis is about another network, or the uncertainty of another model.</exception>
    public SensitivityReport AnalyseSensitivity(Hypothesis hypothesis, int count = 10, ModelUncertainty? uncertainty = null) =>
        DiagnosisUncertainty.Sensitivity(this, hypothesis, count, uncertainty);

    /// <summary>Ranks what has not been looked for by expected information about the principal root, the cause or both.</summary>
    /// <param name="count">How many to propose; at least 1.</param>
    /// <param name="options">Question, cost, limits; <see langword="null"/> for the defaults.</param>
    /// <returns>The proposals, the best first, and why there are no more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <remarks>What the patient complains of, where that is doubtful, and of which leg, where that is neither stated nor taken, is
    /// asked first, whatever it weighs; then, where nothing but sex puts stenosis before a slip or behind it, the image that would tell. The findings of a leg are those of the legs that are named; where none is, of the affected leg. A ranking takes one
    /// query for each possible answer, whatever the number of findings; a set takes that for each combination of results of the
    /// findings before the last. Red-flag questions that were not asked come before all of them.</remarks>
    public NextFindings ProposeFindings(int count = 5, NextFindingsOptions? options = null) => DiagnosisProposals.NextFindings(this, count, options);

    /// <summary>Decides, or says what is undecided and what would decide it.</summary>
    /// <param name="threshold">A cause or root is named only from this probability on, in (0.5, 1).</param>
    /// <param name="options">How the findings that would decide are chosen; what it says of the question is overridden.</param>
    /// <returns>A verdict on the root and one on the cause.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is outside (0.5, 1).</exception>
    public Decision Decide(double threshold = 0.8, NextFindingsOptions? options = null) => DiagnosisProposals.Decide(this, threshold, options);

    /// <summary>Decides one question, or says what is undecided and what would decide it.</summary>
    /// <typeparam name="T">The kind of values.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="threshold">An answer is named only from this probability on, in (0.5, 1).</param>
    /// <param name="options">How the findings that would decide are chosen; what it says of the question is overridden.</param>
    /// <returns>The answer, or those between which it is undecided.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is outside (0.5, 1).</exception>
    public Verdict<T> Decide<T>(Question<T> question, double threshold = 0.8, NextFindingsOptions? options = null)
        where T : struct, Enum =>
        DiagnosisProposals.Decide(this, question, threshold, options);
}
