using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>The answer to a query: the posterior marginal of every variable and the log probability of the evidence.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class Posteriors
{
    private readonly int[] _offsets;
    private readonly Func<double[]>? _complete;
    private double[] _values;

    /// <summary>Wraps the marginals of all variables.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">The marginals one after the other, in the network's order of variables; NaN for a variable that the
    /// engine does not report. Taken over, not copied.</param>
    /// <param name="logEvidence">Natural logarithm of the probability of the evidence.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> has the wrong length.</exception>
    public Posteriors(BayesianNetwork network, double[] values, double logEvidence)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(values);
        _offsets = new int[network.Variables.Length + 1];
        for (int i = 0; i < network.Variables.Length; i++)
        {
            _offsets[i + 1] = _offsets[i] + network.Variables[i].StateCount;
        }

        if (values.Length != _offsets[^1])
        {
            throw new ArgumentException($"Got {values.Length} values; expected {_offsets[^1]}, one for each state of each variable.", nameof(values));
        }

        Network = network;
        LogEvidence = logEvidence;
        _values = values;
    }

    /// <summary>Wraps marginals whose layout is known.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">The marginals; taken over.</param>
    /// <param name="logEvidence">log P(evidence).</param>
    /// <param name="offsets">Where each variable starts.</param>
    /// <param name="complete">Gives all marginals where one is asked for that is not among them; null where there are no others.</param>
    internal Posteriors(BayesianNetwork network, double[] values, double logEvidence, int[] offsets, Func<double[]>? complete = null)
    {
        Network = network;
        LogEvidence = logEvidence;
        _values = values;
        _offsets = offsets;
        _complete = complete;
    }

    /// <summary>The network that was queried.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Natural logarithm of the probability of the evidence.</summary>
    public double LogEvidence { get; }

    /// <summary>The posterior marginal of a variable: one probability for each state, with sum 1.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public ReadOnlySpan<double> this[Variable variable]
    {
        get
        {
            Network.ThrowIfForeign(variable);
            ReadOnlySpan<double> own = Volatile.Read(ref _values).AsSpan(_offsets[variable.Index], variable.StateCount);
            if (_complete is not null && double.IsNaN(own[0]))
            {
                // Whoever comes at the same time computes the same.
                Volatile.Write(ref _values, _complete());
                own = _values.AsSpan(_offsets[variable.Index], variable.StateCount);
            }

            return own;
        }
    }

    /// <summary>The posterior marginal of a variable, named by text.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public ReadOnlySpan<double> this[string variable] => this[Network[variable]];
}
