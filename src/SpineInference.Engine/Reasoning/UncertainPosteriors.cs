using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>The posteriors of one case under every draw of the parameters.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class UncertainPosteriors
{
    private readonly Posteriors _point;
    private readonly BatchPosteriors _draws;

    internal UncertainPosteriors(Posteriors point, BatchPosteriors draws)
    {
        _point = point;
        _draws = draws;
        Count = draws.Count;
        ImpossibleCount = draws.LogEvidence.Count(double.NegativeInfinity);
    }

    /// <summary>How many draws there are.</summary>
    public int Count { get; }

    /// <summary>Under how many of them the evidence is impossible; every answer leaves those out.</summary>
    public int ImpossibleCount { get; }

    /// <summary>The probability of one state of a variable.</summary>
    /// <param name="variable">A variable the analysis reports.</param>
    /// <param name="state">The state's index.</param>
    /// <exception cref="ArgumentException">The variable is not reported.</exception>
    public UncertainProbability this[Variable variable, int state] => new(_point[variable][state], Column(variable, state));

    /// <summary>The probability of a hypothesis.</summary>
    /// <param name="hypothesis">About a variable the analysis reports.</param>
    /// <exception cref="ArgumentException">The variable is not reported.</exception>
    public UncertainProbability this[Hypothesis hypothesis]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(hypothesis);
            return new UncertainProbability(hypothesis.ProbabilityIn(_point), Draws(hypothesis));
        }
    }

    /// <summary>The share, among the draws under which the evidence is possible, of those in which one hypothesis is more probable than another: how firmly the ranking stands.</summary>
    /// <param name="first">A hypothesis.</param>
    /// <param name="second">Another.</param>
    /// <exception cref="ArgumentException">A variable is not reported.</exception>
    public double ShareAbove(Hypothesis first, Hypothesis second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double[] a = Draws(first);
        double[] b = Draws(second);
        return a.Zip(b).Where(static pair => !double.IsNaN(pair.First)).Average(static pair => pair.First > pair.Second ? 1.0 : 0.0);
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
