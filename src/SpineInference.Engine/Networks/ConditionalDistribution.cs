using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>The distribution of one variable given its parents, as a function of the network's probability rows.</summary>
/// <remarks>
/// <para>Layout of every table: row-major, parent configurations outermost with the last parent fastest, states of the child
/// innermost; <c>table[configuration * StateCount + state]</c>.</para>
/// <para>Immutable and safe for concurrent use. The two kinds are <see cref="ConditionalTable"/> (each configuration is one row) and
/// <see cref="NoisyMax"/> (the rows are those of independent contributors).</para>
/// </remarks>
public abstract class ConditionalDistribution
{
    private readonly Family _family;

    private protected ConditionalDistribution(Family family) => _family = family;

    /// <summary>The child.</summary>
    public Variable Variable => _family.Variable;

    /// <summary>The parents, in the order of the table's layout (last fastest); may be empty.</summary>
    public ImmutableArray<Variable> Parents => _family.Parents;

    /// <summary>The number of parent configurations: the product of the parents' state counts, 1 without parents.</summary>
    public int ConfigurationCount => _family.ConfigurationCount;

    /// <summary>Length of the full table: configurations × states.</summary>
    public int TableLength => checked(ConfigurationCount * Variable.StateCount);

    /// <summary>The full table under the network's own parameters; length <see cref="TableLength"/>; each configuration sums to 1.</summary>
    public abstract ReadOnlySpan<double> Table { get; }

    /// <summary>The distinct rows this distribution is made of, in order of first use.</summary>
    public abstract ImmutableArray<ProbabilityRow> Rows { get; }

    /// <summary>Computes the table under another parameter vector of the same network.</summary>
    /// <param name="parameters">All parameters of the network, laid out as <see cref="BayesianNetwork.Parameters"/>.</param>
    /// <param name="destination">Receives the table; length at least <see cref="TableLength"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> ends before the rows of this distribution, or
    /// <paramref name="destination"/> is too short.</exception>
    /// <remarks>Does not check that rows sum to 1, so that derivatives can be formed by finite differences. No allocation.</remarks>
    public abstract void FillTable(ReadOnlySpan<double> parameters, Span<double> destination);

    /// <summary>Carries a derivative with respect to the table's entries back to the network's parameters (chain rule).</summary>
    /// <param name="parameters">All parameters of the network, at which the derivative is taken.</param>
    /// <param name="tableGradient">∂f/∂table, length <see cref="TableLength"/>.</param>
    /// <param name="parameterGradient">∂f/∂parameter is added to this, laid out as <see cref="BayesianNetwork.Parameters"/>.</param>
    /// <remarks>parameterGradient[j] += Σᵢ tableGradient[i] · ∂table[i]/∂parameters[j].</remarks>
    public abstract void AccumulateGradient(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> tableGradient, Span<double> parameterGradient);

    /// <summary>Checks the arguments of <see cref="FillTable"/>.</summary>
    private protected void ThrowIfTooShort(ReadOnlySpan<double> parameters, ReadOnlySpan<double> destination)
    {
        foreach (ProbabilityRow row in Rows)
        {
            if (row.ParameterOffset + row.Length > parameters.Length)
            {
                throw new ArgumentException(
                    $"Got {parameters.Length} parameters, but '{row.Id}' of {Variable.Name} ends at {row.ParameterOffset + row.Length}. Give all parameters of the network.",
                    nameof(parameters));
            }
        }

        if (destination.Length < TableLength)
        {
            throw new ArgumentException(
                $"Got room for {destination.Length} entries; expected {TableLength}, the table of {Variable.Name}.", nameof(destination));
        }
    }

    /// <summary>Splits a configuration's number into the states of the parents.</summary>
    /// <param name="configuration">Number of the configuration, from 0.</param>
    /// <param name="parentStates">Receives one state index for each parent.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="configuration"/> is outside [0, <see cref="ConfigurationCount"/>).</exception>
    public void DecodeConfiguration(int configuration, Span<int> parentStates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(configuration);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(configuration, ConfigurationCount);
        for (int i = Parents.Length - 1; i >= 0; i--)
        {
            int count = Parents[i].StateCount;
            parentStates[i] = configuration % count;
            configuration /= count;
        }
    }

    /// <summary>Writes a configuration as <c>parent=state, parent=state</c>, for messages.</summary>
    /// <param name="configuration">Number of the configuration, from 0.</param>
    /// <returns>The text; empty without parents.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="configuration"/> is outside [0, <see cref="ConfigurationCount"/>).</exception>
    public string DescribeConfiguration(int configuration)
    {
        var states = new int[Parents.Length];
        DecodeConfiguration(configuration, states);
        return string.Join(", ", Parents.Select((parent, i) => $"{parent.Name}={parent.States[states[i]]}"));
    }
}
