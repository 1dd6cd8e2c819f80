using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>The posteriors of one case under every draw of the parameters.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class UncertainPosteriors
{
    private readonly Posteriors _point;
    private readonly BatchPosteriors _draws;
    private readonly double[] _weights;

    internal UncertainPosteriors(Posteriors point, BatchPosteriors draws)
    {
        _point = point;
        _draws = draws;
        Count = draws.Count;
        ImpossibleCount = draws.LogEvidence.Count(double.NegativeInfinity);
        _weights = WeightsOf(draws.LogEvidence);
        double squares = _weights.Sum(static w => w * w);
        EffectiveCount = 1 / squares;
    }

    /// <summary>How many draws there are.</summary>
    public int Count { get; }

    /// <summary>Under how many of them the evidence is impossible; every answer leaves those out.</summary>
    public int ImpossibleCount { get; }

    /// <summary>How many draws of equal weight would be worth as much as these: where it is small, the findings surprise most of the draws,
    /// and ends of intervals are rough. (Σw)² / Σw².</summary>
    public double EffectiveCount { get; }

    /// <summary>Natural logarithm of P(evidence | draw), draw by draw; negative infinity where it is impossible.</summary>
    public ReadOnlySpan<double> LogEvidence => _draws.LogEvidence;

    /// <summary>How much each draw counts; they sum to 1.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The probability of one state of a variable.</summary>
    /// <param name="variable">A variable the analysis reports.</param>
    /// <param name="state">The state's index.</param>
    /// <exception cref="ArgumentException">The variable is not reported.</exception>
    public UncertainProbability this[Variable variable, int state] => new(_point[variable][state], Column(variable, state), _weights);

    /// <summary>The probability of a hypothesis.</summary>
    /// <param name="hypothesis">About a variable the analysis reports.</param>
    /// <exception cref="ArgumentException">The variable is not reported.</exception>
    public UncertainProbability this[Hypothesis hypothesis]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(hypothesis);
            return new UncertainProbability(hypothesis.ProbabilityIn(_point), Draws(hypothesis), _weights);
        }
    }

    /// <summary>The share of the draws, each counted by its weight, in which one hypothesis is more probable than another: how firmly the ranking
    /// stands.</summary>
    /// <param name="first">A hypothesis.</param>
    /// <param name="second">Another.</param>
    /// <returns>The share, in [0, 1].</returns>
    /// <exception cref="ArgumentException">A variable is not reported.</exception>
    public double ComputeShareAbove(Hypothesis first, Hypothesis second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double[] a = Draws(first);
        double[] b = Draws(second);
        double share = 0;
        for (int draw = 0; draw < Count; draw++)
        {
            share += a[draw] > b[draw] ? _weights[draw] : 0;
        }

        return Math.Min(1, share);
    }

    /// <summary>The share of the draws, each counted by its weight, in which a state is the most probable one of its variable.</summary>
    /// <param name="variable">A variable the analysis reports.</param>
    /// <param name="state">The state's index.</param>
    /// <returns>The share, in [0, 1].</returns>
    /// <exception cref="ArgumentException">The variable is not reported.</exception>
    public double ComputeShareFirst(Variable variable, int state)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ReadOnlySpan<double> own = Column(variable, state);
        double share = 0;
        for (int draw = 0; draw < Count; draw++)
        {
            bool first = _weights[draw] > 0;
            for (int other = 0; first && other < variable.StateCount; other++)
            {
                first = other == state || own[draw] > Column(variable, other)[draw];
            }

            share += first ? _weights[draw] : 0;
        }

        return Math.Min(1, share);
    }

    // In proportion to the evidence, cut at √n times their mean; they sum to 1.
    private static double[] WeightsOf(ReadOnlySpan<double> logEvidence)
    {
        double largest = double.NegativeInfinity;
        foreach (double log in logEvidence)
        {
            largest = Math.Max(largest, log);
        }

        var weights = new double[logEvidence.Length];
        double sum = 0;
        for (int draw = 0; draw < weights.Length; draw++)
        {
            weights[draw] = double.IsNegativeInfinity(logEvidence[draw]) ? 0 : Math.Exp(logEvidence[draw] - largest);
            sum += weights[draw];
        }

        double cut = sum / Math.Sqrt(weights.Length);
        double kept = 0;
        for (int draw = 0; draw < weights.Length; draw++)
        {
            weights[draw] = Math.Min(cut, weights[draw]);
            kept += weights[draw];
        }

        for (int draw = 0; draw < weights.Length; draw++)
        {
            weights[draw] /= kept;
        }

        return weights;
    }

    private double[] Draws(Hypothesis hypothesis)
    {
        var sum = new double[Count];
        foreach (int state in hypothesis.States)
        {
            double[] column = Column(hypothesis.Variable, state);
            for (int draw = 0; draw < Count; draw++)
            {
                sum[draw] = Math.Min(1, sum[draw] + column[draw]);
            }
        }

        return sum;
    }

    private double[] Column(Variable variable, int state) => _draws.Of(variable, state);
}
