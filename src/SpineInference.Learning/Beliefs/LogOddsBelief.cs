using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning;

/// <summary>What is believed of a network's numbers as log-odds: each row's own errors, errors that rows share, and what studies left of
/// both.</summary>
/// <remarks>
/// <para>Rows are softmax(ln θ + F·z). z has a standard normal number for every entry that may move and one for every common error; F puts
/// the former into their own entry, times its standard deviation, and the latter into all entries they shift. Without studies
/// z ~ N(0, I); with them z ~ N(0, I − U·Λ·Uᵀ) about the numbers of the network: each column of U is a direction that studies narrowed, and
/// λ says how much, from 0 to 1. A draw is z − U·(1 − √(1 − Λ))·Uᵀ·z.</para>
/// <para>The variance of a quantity with h = Fᵀ·∂/∂η splits exactly into |h − U·Λ·Uᵀ·h|², what the prior errors still carry, each its own
/// square, and Σ λ(1 − λ)(Uᵀh)², what comes from the studies' errors (the two terms of Joseph's form of the posterior covariance).
/// Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class LogOddsBelief : ParameterBelief
{
    /// <summary>How many draws are made at a time, side by side.</summary>
    internal const int BlockSize = DrawStreams.Lanes;

    private readonly LogOddsShape _shape;
    private readonly NarrowedDirections _directions;
    private readonly Lazy<DrawPlan> _plan;

    internal LogOddsBelief(BayesianNetwork network, LogOddsShape shape, NarrowedDirections directions)
        : base(network)
    {
        _shape = shape;
        _directions = directions;
        _plan = new(() => new DrawPlan(network, shape, directions));
    }

    /// <summary>The errors that numbers share.</summary>
    public ImmutableArray<CommonError> CommonErrors => _shape.CommonErrors;

    /// <summary>How many directions studies narrowed.</summary>
    public int DirectionCount => _directions.Count;

    internal LogOddsShape Shape => _shape;

    internal DrawPlan Plan => _plan.Value;

    internal NarrowedDirections Directions => _directions;

    /// <summary>The belief before any study.</summary>
    /// <param name="prior">The prior.</param>
    /// <returns>The belief.</returns>
    public static LogOddsBelief Of(LogOddsPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return new(prior.Network, LogOddsShape.Of(prior), NarrowedDirections.None);
    }

    /// <summary>Whether a row rests on judgement: what it leaves uncertain no study answers for.</summary>
    /// <param name="row">A row of the network.</param>
    /// <returns>Whether it does.</returns>
    public bool IsJudgement(ProbabilityRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _shape.Judged.Contains(row.Index);
    }

    /// <summary>The share of a variance that judgement carries: rows and common errors that no study answers for.</summary>
    /// <param name="split">A split that this belief gave.</param>
    /// <returns>In [0, 1]; 0 where there is no variance.</returns>
    public double JudgementShareOf(VarianceSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        double judged = _shape.Judged.Sum(r => split.Rows[r]) + CommonErrors.Select((e, i) => e.IsJudgement ? split.Common[i] : 0).Sum();
        return split.Total > 0 ? Math.Min(1, judged / split.Total) : 0;
    }

    /// <summary>The same belief about a network some of whose rows were learned from patients: those become Dirichlet vectors of their
    /// effective sample sizes, all others stay as they are.</summary>
    /// <param name="network">A network with the rows of <see cref="ParameterBelief.Network"/>. A row was learned where its numbers or its sample
    /// size differ.</param>
    /// <returns>The belief about that network.</returns>
    /// <exception cref="ArgumentException">The network has other rows.</exception>
    public ParameterBelief WithLearnedRows(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!network.Rows.Select(static r => (r.Id, r.Length)).SequenceEqual(Network.Rows.Select(static r => (r.Id, r.Length))))
        {
            throw new ArgumentException($"The network '{network.Name}' has other rows than '{Network.Name}'.", nameof(network));
        }

        return ReferenceEquals(network, Network) ? this : new LearnedRowsBelief(network, this);
    }

    /// <inheritdoc/>
    /// <remarks>Rows are drawn when they are read. Made at once is what of a draw lies along the directions that studies narrowed: it hangs on all its numbers.</remarks>
    public override ParameterDraws Draw(int count = 1000, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        DrawPlan plan = Plan;
        if (OperatingSystem.IsBrowser())
        {
            // An interpreter draws a row no faster than it answers by it, and a page asks again with every click: all rows once.
            return ParameterDraws.CreateInBlocks(Network, count, seed, BlockSize, (first, size, vectors) => Write(Network, seed, first, size, vectors), cancellationToken);
        }

        var along = new float[(count + BlockSize - 1) / BlockSize][];
        Parallel.For(0, along.Length, new ParallelOptions { CancellationToken = cancellationToken }, block =>
        {
            along[block] = new float[plan.AlongLength];
            plan.Project(seed, block * BlockSize, DrawPlan.IsWide, along[block]);
        });
        return ParameterDraws.CreateWhenRead(Network, count, seed, rows =>
        {
            ChosenDraws chosen = plan.Choose(rows);
            return (first, lanes) => chosen.Write(Network.Parameters, seed, first, DrawPlan.IsWide, along[first / BlockSize], lanes);
        });
    }

    /// <inheritdoc/>
    public override VarianceSplit Split(ReadOnlySpan<double> gradient)
    {
        ThrowIfWrongLength(gradient);
        double[] h = _shape.ToErrors(_shape.ByEta(Network, gradient));
        double studies = _directions.Narrow(h);
        var rows = new double[Network.Rows.Length];
        for (int i = 0; i < _shape.Entries.Length; i++)
        {
            rows[_shape.RowOf[i]] += h[i] * h[i];
        }

        return new VarianceSplit([.. rows], [.. h.AsSpan(_shape.Entries.Length).ToArray().Select(static x => x * x)], studies);
    }

    /// <inheritdoc/>
    public override double StandardDeviationOf(ProbabilityRow row, int state)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Probabilities[state] * (1 - row.Probabilities[state]) * LogOddsDeviationOf(row, state);
    }

    /// <inheritdoc/>
    public override double ComputeCumulativeProbability(ProbabilityRow row, int state, double probability)
    {
        ArgumentNullException.ThrowIfNull(row);
        double deviation = LogOddsDeviationOf(row, state);
        double p = row.Probabilities[state];
        return probability <= 0 ? 0
            : probability >= 1 ? 1
            : deviation == 0 ? (probability >= p ? 1 : 0)
            : Normal.CDF(0, 1, (LogOdds(probability) - LogOdds(p)) / deviation);
    }

    /// <inheritdoc/>
    public override CredibleInterval RangeOf(ProbabilityRow row, int state, double mass = 0.9)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!(mass > 0 && mass < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(mass), mass, "A range holds a share in (0, 1).");
        }

        double half = Normal.InvCDF(0, 1, (1 + mass) / 2) * LogOddsDeviationOf(row, state);
        double middle = LogOdds(row.Probabilities[state]);
        return new CredibleInterval(Probability(middle - half), Probability(middle + half), mass);
    }

    /// <summary>The standard deviation of the log-odds of one entry, to first order; 0 for one that is known.</summary>
    /// <param name="row">A row of the network.</param>
    /// <param name="state">The entry, by the index of its state.</param>
    /// <returns>The standard deviation, at least 0.</returns>
    public double LogOddsDeviationOf(ProbabilityRow row, int state)
    {
        ArgumentNullException.ThrowIfNull(row);
        double p = row.Probabilities[state];
        if (!_shape.IsFree(row.Index) || p is 0 or 1)
        {
            return 0;
        }

        var eta = new double[Network.Parameters.Length];
        for (int i = 0; i < row.Length; i++)
        {
            eta[row.ParameterOffset + i] = i == state ? 1 : -row.Probabilities[i] / (1 - p);
        }

        double[] h = _shape.ToErrors(eta);
        double studies = _directions.Narrow(h);
        return Math.Sqrt(studies + h.Sum(static x => x * x));
    }

    /// <summary>Writes draws about the numbers of a network with the same rows; a draw does not depend on the others of its block.</summary>
    internal void Write(BayesianNetwork network, int seed, int first, int count, Span<double> vectors) =>
        _plan.Value.Write(network, seed, first, count, DrawPlan.IsWide, vectors);

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    private static double Probability(double logOdds) => Math.Clamp(1 / (1 + Math.Exp(-logOdds)), 1e-300, Math.BitDecrement(1));
}
