using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How uncertain a network's answers are because its parameters are, and which parameters matter.</summary>
/// <remarks>Holds an engine compiled with every parameter that is no definition as an input. Immutable and safe for concurrent use; make
/// one and keep it.</remarks>
public sealed partial class ParameterAnalysis
{
    private readonly ExactEngine _engine;

    private ParameterAnalysis(ExactEngine engine, ParameterBelief belief)
    {
        _engine = engine;
        Belief = belief;
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network => _engine.Network;

    /// <summary>What is believed of its numbers: what ranges, widths and thresholds rest on.</summary>
    public ParameterBelief Belief { get; }

    /// <summary>Compiles a network for analysis.</summary>
    /// <param name="network">The network.</param>
    /// <param name="targets">The variables whose posteriors are asked for; empty for all. Fewer make a shorter program.</param>
    /// <param name="options">Evidence variables, elimination order, limits; what the targets and parameters say is overridden.</param>
    /// <param name="belief">What is believed of its numbers; that of the rows' effective sample sizes if null.</param>
    /// <returns>The analysis.</returns>
    /// <exception cref="ArgumentException">A variable or the belief belongs to another network.</exception>
    /// <exception cref="NetworkTooWideException">The program would not fit the limit.</exception>
    public static ParameterAnalysis Compile(
        BayesianNetwork network,
        IReadOnlyList<Variable>? targets = null,
        ExactEngineOptions? options = null,
        ParameterBelief? belief = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ParameterAnalysis(ExactEngine.Compile(network, Live(targets, options)), Checked(network, belief));
    }

    /// <summary>Loads the program of an analysis that was saved, or compiles it where the saved one does not fit the network.</summary>
    /// <param name="network">The network, or one that differs from that of the saved program in numbers and names alone.</param>
    /// <param name="program">What <see cref="Save"/> wrote; null to compile.</param>
    /// <param name="targets">As when it was compiled.</param>
    /// <param name="options">As when it was compiled; the elimination order may differ.</param>
    /// <param name="belief">What is believed of its numbers; that of the rows' effective sample sizes if null.</param>
    /// <returns>The analysis.</returns>
    /// <exception cref="ArgumentException">A variable or the belief belongs to another network.</exception>
    /// <exception cref="NetworkTooWideException">It had to be compiled and would not fit the limit.</exception>
    public static ParameterAnalysis LoadOrCompile(
        BayesianNetwork network,
        Stream? program,
        IReadOnlyList<Variable>? targets = null,
        ExactEngineOptions? options = null,
        ParameterBelief? belief = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ParameterAnalysis(ExactEngine.LoadOrCompile(network, program, Live(targets, options)), Checked(network, belief));
    }

    /// <summary>Saves the compiled program, so that an application need not compile it.</summary>
    /// <param name="stream">Receives it.</param>
    public void Save(Stream stream) => _engine.Save(stream);

    /// <summary>The posteriors under every draw of the parameters.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="draws">The draws; the same for every query, so that answers can be compared draw by draw.</param>
    /// <param name="options">Threads, progress.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The answers, with their distribution over the draws.</returns>
    /// <exception cref="ArgumentException">Evidence or draws belong to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0, under the network's own parameters or under every
    /// draw.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>Each draw counts by P(evidence | draw): what the case itself says about the numbers. So the mean over the draws is the
    /// posterior with the numbers integrated out, and the interval is of the same thing as the point. A weight is cut at √n times the mean
    /// one, so that no single draw decides. Source: Ionides 2008, <i>Truncated importance sampling</i>.</remarks>
    public UncertainPosteriors ComputePosteriors(Evidence evidence, ParameterDraws draws, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(draws);
        if (!ReferenceEquals(draws.Network, Network))
        {
            throw new ArgumentException($"The draws are of another network than '{Network.Name}'.", nameof(draws));
        }

        Posteriors point = _engine.Query(evidence);
        BatchPosteriors answers = draws.Choose is { } choose
            ? _engine.QueryDraws(Flatten(evidence), draws.Count, choose, options, cancellationToken)
            : _engine.QueryDraws(Flatten(evidence), draws.Values, options, cancellationToken);
        return answers.LogEvidence.ContainsAnyExcept(double.NegativeInfinity)
            ? new UncertainPosteriors(point, answers)
            : throw new ImpossibleEvidenceException(
                $"This evidence has probability 0 under each of {draws.Count} draws: {evidence}. Remove or soften part of it, or draw more.");
    }

    /// <summary>The derivative of a posterior by every parameter, the rest of its row giving way in proportion.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="hypothesis">Whose posterior is meant.</param>
    /// <returns>One entry for each parameter that can move, the steepest first; of a row with two possible states only the second.</returns>
    /// <exception cref="ArgumentException">Evidence or hypothesis belong to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    public ImmutableArray<ParameterSensitivity> ComputeSensitivities(Evidence evidence, Hypothesis hypothesis)
    {
        double[] gradient = ComputePosteriorGradient(evidence, hypothesis, out _);
        return [.. ProportionalChange.Entries(Network)
            .Select(e => new ParameterSensitivity(
                e.Row, e.State, e.Row.Probabilities[e.State], ProportionalChange.Derivative(e.Row, e.State, gradient)))
            .OrderByDescending(static s => Math.Abs(s.Derivative))];
    }

    /// <summary>The rows whose uncertainty widens a posterior's interval, the most influential first; rows without influence are left
    /// out.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="hypothesis">Whose posterior is meant.</param>
    /// <returns>The rows with their shares.</returns>
    /// <exception cref="ArgumentException">Evidence or hypothesis belong to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>To first order, by what is believed of the numbers. Where a posterior is near 0 or 1, or the rows rest on little, the draws
    /// tell its spread better; this tells where it comes from. Shares are of the whole variance: what rows share, and what the errors of
    /// studies carry, stand in <see cref="VarianceOf"/>.</remarks>
    public ImmutableArray<RowInfluence> FindWidthSources(Evidence evidence, Hypothesis hypothesis)
    {
        VarianceSplit split = VarianceOf(evidence, hypothesis);
        return [.. Network.Rows
            .Where(row => split.Rows[row.Index] > 0)
            .OrderByDescending(row => split.Rows[row.Index])
            .Select(row => new RowInfluence(row, Math.Sqrt(split.Rows[row.Index]), split.Rows[row.Index] / split.Total))];
    }

    /// <summary>The variance of a posterior by where it comes from, to first order.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="hypothesis">Whose posterior is meant.</param>
    /// <returns>The variance, row by row.</returns>
    /// <exception cref="ArgumentException">Evidence or hypothesis belong to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    public VarianceSplit VarianceOf(Evidence evidence, Hypothesis hypothesis) =>
        Belief.Split(ComputePosteriorGradient(evidence, hypothesis, out _));

    /// <summary>The variance of the difference of two posteriors by where it comes from, to first order.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="first">A hypothesis.</param>
    /// <param name="second">Another.</param>
    /// <returns>The variance, row by row.</returns>
    /// <exception cref="ArgumentException">Something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    public VarianceSplit VarianceOfDifference(Evidence evidence, Hypothesis first, Hypothesis second)
    {
        double[] gradient = ComputePosteriorGradient(evidence, first, out _);
        double[] other = ComputePosteriorGradient(evidence, second, out _);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] -= other[i];
        }

        return Belief.Split(gradient);
    }

    private static ExactEngineOptions Live(IReadOnlyList<Variable>? targets, ExactEngineOptions? options) =>
        (options ?? new ExactEngineOptions { SearchAttempts = 16 }) with
        {
            ReportedVariables = targets is { Count: > 0 } ? [.. targets] : null,
            Parameters = LiveParameters.All,
        };

    private static ParameterBelief Checked(BayesianNetwork network, ParameterBelief? belief) =>
        belief is null || ReferenceEquals(belief.Network, network)
            ? belief ?? ParameterBelief.FromSampleSizes(network)
            : throw new ArgumentException($"The belief is of another network than '{network.Name}'.", nameof(belief));

    // ∂P(h | e) = P(h | e)·(∂ln P(h, e) − ∂ln P(e)), each parameter alone.
    private double[] ComputePosteriorGradient(Evidence evidence, Hypothesis hypothesis, out double posterior)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(hypothesis);
        var ofJoint = new double[Network.Parameters.Length];
        var ofEvidence = new double[ofJoint.Length];
        double logEvidence = _engine.ComputeLogEvidenceGradient(Flatten(evidence), ofEvidence);
        if (double.IsNegativeInfinity(logEvidence))
        {
            throw new ImpossibleEvidenceException($"This evidence has probability 0: {evidence}. Remove or soften part of it.");
        }

        posterior = 0;
        if (TryAdd(hypothesis, evidence, out Evidence? both))
        {
            posterior = Math.Min(1, Math.Exp(_engine.ComputeLogEvidenceGradient(Flatten(both), ofJoint) - logEvidence));
        }

        for (int i = 0; i < ofJoint.Length; i++)
        {
            ofJoint[i] = posterior > 0 ? posterior * (ofJoint[i] - ofEvidence[i]) : 0;
        }

        return ofJoint;
    }

    // What is known of the hypothesis' own variable may exclude it.
    private static bool TryAdd(Hypothesis hypothesis, Evidence evidence, [NotNullWhen(true)] out Evidence? both)
    {
        ReadOnlySpan<double> known = evidence.LikelihoodsOf(hypothesis.Variable);
        bool possible = known.IsEmpty;
        for (int s = 0; s < known.Length; s++)
        {
            possible |= hypothesis.Contains(s) && known[s] > 0;
        }

        both = possible ? hypothesis.AddTo(evidence) : null;
        return possible;
    }

    private double[] Flatten(Evidence evidence)
    {
        if (!ReferenceEquals(evidence.Network.Structure, Network.Structure))
        {
            throw new ArgumentException($"The evidence belongs to another network than '{Network.Name}'.", nameof(evidence));
        }

        var likelihoods = new double[_engine.StateCount];
        Array.Fill(likelihoods, 1);
        foreach (Variable variable in evidence.Variables)
        {
            evidence.LikelihoodsOf(variable).CopyTo(likelihoods.AsSpan(_engine.StateOffsetOf(variable)));
        }

        return likelihoods;
    }
}
