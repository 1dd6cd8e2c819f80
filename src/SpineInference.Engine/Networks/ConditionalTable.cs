using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>A conditional distribution in which every parent configuration is one probability row; rows may be shared.</summary>
public sealed class ConditionalTable : ConditionalDistribution
{
    private double[]? _table;
    private ImmutableArray<ProbabilityRow> _rows;

    internal ConditionalTable(
        Variable variable, ImmutableArray<Variable> parents, ImmutableArray<ProbabilityRow> rowOfConfiguration)
        : base(variable, parents)
    {
        RowOfConfiguration = rowOfConfiguration;
    }

    /// <summary>The row behind each parent configuration; length <see cref="ConditionalDistribution.ConfigurationCount"/>.</summary>
    public ImmutableArray<ProbabilityRow> RowOfConfiguration { get; }

    /// <inheritdoc/>
    public override ImmutableArray<ProbabilityRow> Rows => _rows.IsDefault ? _rows = [.. RowOfConfiguration.Distinct()] : _rows;

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Table => _table ??= ComputeTable();

    /// <inheritdoc/>
    public override void FillTable(ReadOnlySpan<double> parameters, Span<double> destination)
    {
        ThrowIfTooShort(parameters, destination);
        int states = Variable.StateCount;
        for (int c = 0; c < RowOfConfiguration.Length; c++)
        {
            parameters.Slice(RowOfConfiguration[c].ParameterOffset, states).CopyTo(destination[(c * states)..]);
        }
    }

    /// <inheritdoc/>
    public override void AccumulateGradient(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> tableGradient, Span<double> parameterGradient)
    {
        int states = Variable.StateCount;
        for (int c = 0; c < RowOfConfiguration.Length; c++)
        {
            Span<double> target = parameterGradient.Slice(RowOfConfiguration[c].ParameterOffset, states);
            ReadOnlySpan<double> source = tableGradient.Slice(c * states, states);
            for (int s = 0; s < states; s++)
            {
                target[s] += source[s];
            }
        }
    }

    private double[] ComputeTable()
    {
        var table = new double[TableLength];
        for (int c = 0; c < RowOfConfiguration.Length; c++)
        {
            RowOfConfiguration[c].Probabilities.AsSpan().CopyTo(table.AsSpan(c * Variable.StateCount));
        }

        return table;
    }
}
