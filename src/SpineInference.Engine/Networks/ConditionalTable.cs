using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>A conditional distribution in which every parent configuration is one probability row; rows may be shared.</summary>
public sealed class ConditionalTable : ConditionalDistribution
{
    private double[]? _table;
    private readonly TableFamily _family;
    private readonly BayesianNetwork _network;
    private ImmutableArray<ProbabilityRow> _ofConfiguration;
    private ImmutableArray<ProbabilityRow> _rows;

    internal ConditionalTable(TableFamily family, BayesianNetwork network)
        : base(family)
    {
        _family = family;
        _network = network;
    }

    /// <summary>The row behind each parent configuration; length <see cref="ConditionalDistribution.ConfigurationCount"/>.</summary>
    public ImmutableArray<ProbabilityRow> RowOfConfiguration => _ofConfiguration.IsDefault
        ? _ofConfiguration = [.. _family.RowOfConfiguration.Select(r => _network.Rows[r])]
        : _ofConfiguration;

    /// <inheritdoc/>
    public override ImmutableArray<ProbabilityRow> Rows => _rows.IsDefault ? _rows = [.. RowOfConfiguration.Distinct()] : _rows;

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Table => _family.ParameterOffset >= 0
        ? _network.Parameters.Slice(_family.ParameterOffset, TableLength)
        : _table ??= ComputeTable();

    /// <inheritdoc/>
    public override void FillTable(ReadOnlySpan<double> parameters, Span<double> destination)
    {
        ThrowIfTooShort(parameters, destination);
        int states = Variable.StateCount;
        ImmutableArray<ProbabilityRow> rows = RowOfConfiguration;
        for (int c = 0; c < rows.Length; c++)
        {
            parameters.Slice(rows[c].ParameterOffset, states).CopyTo(destination[(c * states)..]);
        }
    }

    /// <inheritdoc/>
    public override void AccumulateGradient(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> tableGradient, Span<double> parameterGradient)
    {
        int states = Variable.StateCount;
        ImmutableArray<ProbabilityRow> rows = RowOfConfiguration;
        for (int c = 0; c < rows.Length; c++)
        {
            Span<double> target = parameterGradient.Slice(rows[c].ParameterOffset, states);
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
        ImmutableArray<ProbabilityRow> rows = RowOfConfiguration;
        for (int c = 0; c < rows.Length; c++)
        {
            rows[c].Probabilities.AsSpan().CopyTo(table.AsSpan(c * Variable.StateCount));
        }

        return table;
    }
}
