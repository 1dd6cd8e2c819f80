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

    private ParameterAnalysis(ExactEngine engine) => _engine = engine;

    /// <summary>The network.</summary>
    public BayesianNetwork Network => _engine.Network;

    /// <summary>Compiles a network for analysis.</summary>
    /// <param name="network">The network.</param>
    /// <param name="targets">The variables whose posteriors are asked for; empty for all. Fewer make a shorter program.</param>
    /// <param name="options">Evidence variables, elimination order, limits; what the targets and parameters say is overridden.</param>
    /// <exception cref="ArgumentException">A variable belongs to another network.</exception>
    /// <exception cref="NetworkTooWideException">The program would not fit the limit.</exception>
    public static ParameterAnalysis Compile(
        BayesianNetwork network, IReadOnlyList<Variable>? targets = null, ExactEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ParameterAnalysis(ExactEngine.Compile(network, (options ?? ExactEngineOptions.Default) with
        {
            ReportedVariables = targets is { Count: > 0 } ? [.. targets] : null,
            Parameters = LiveParameters.All,
        }));
    }

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
    public UncertainPosteriors Posteriors(Evidence evidence, ParameterDraws draws, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(draws);
        if (!ReferenceEquals(draws.Network, Network))
        {
            throw new ArgumentException($"The draws are of another network than '{Network.Name}'.", nameof(draws));
        }

        Posteriors point = _engine.Query(evidence);
        BatchPosteriors answers = _engine.QueryDraws(Flatten(evidence), draws.Values, options, cancellationToken);
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
    public ImmutableArray<ParameterSensitivity> Sensitivities(Evidence evidence, Hypothesis hypothesis)
    {
        double[] gradient = PosteriorGradient(evidence, hypothesis, out _);
        return [.. ProportionalChange.Entries(Network)
            .Select(e => new ParameterSensitivity(
                e.Row, e.State, e.Row.Probabilities[e.State], ProportionalChange.Derivative(e.Row, e.State, gradient)))
            .OrderByDescending(static s => Math.Abs(s.Derivative))];
    }

    /// <summary>The rows whose uncertainty widens a posterior's interval, the most influential first; rows without influence are left
    /// out.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="hypothesis">Whose posterior is meant.</param>
    /// <exception cref="ArgumentException">Evidence or hypothesis belong to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>To first order, variance = Σ over rows of gᵀ·Σᵣ·g with the Dirichlet covariance Σᵣ = (diag(θ) − θθᵀ)/(α₀ + 1). Where a
    /// posterior is near 0 or 1, or the rows rest on few cases, the draws tell its spread better; this tells where it comes from.</remarks>
    public ImmutableArray<RowInfluence> WidthSources(Evidence evidence, Hypothesis hypothesis)
    {
        double[] gradient = PosteriorGradient(evidence, hypothesis, out _);
        var variances = new List<(ProbabilityRow Row, double Variance)>();
        foreach (ProbabilityRow row in Network.Rows.Where(static r => !r.IsDefinition))
        {
            double mean = 0;
            double square = 0;
            for (int s = 0; s < row.Length; s++)
            {
                double g = gradient[row.ParameterOffset + s];
                mean += row.Probabilities[s] * g;
                square += row.Probabilities[s] * g * g;
            }

            double variance = (square - (mean * mean)) / (row.EffectiveSampleSize + 1);
            if (variance > 0)
            {
                variances.Add((row, variance));
            }
        }

        double total = variances.Sum(static v => v.Variance);
        return [.. variances
            .OrderByDescending(static v => v.Variance)
            .Select(v => new RowInfluence(v.Row, Math.Sqrt(v.Variance), v.Variance / total))];
    }

    // ∂P(h | e) = P(h | e)·(∂ln P(h, e) − ∂ln P(e)), each parameter alone.
    private double[] PosteriorGradient(Evidence evidence, Hypothesis hypothesis, out double posterior)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(hypothesis);
        var ofJoint = new double[Network.Parameters.Length];
        var ofEvidence = new double[ofJoint.Length];
        double logEvidence = _engine.LogEvidenceGradient(Flatten(evidence), ofEvidence);
        if (double.IsNegativeInfinity(logEvidence))
        {
            throw new ImpossibleEvidenceException($"This evidence has probability 0: {evidence}. Remove or soften part of it.");
        }

        posterior = 0;
        if (TryAdd(hypothesis, evidence, out Evidence? both))
        {
            posterior = Math.Min(1, Math.Exp(_engine.LogEvidenceGradient(Flatten(both), ofJoint) - logEvidence));
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
