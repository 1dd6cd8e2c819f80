using System.Collections.Immutable;
using SpineInference.Networks;

namespace SpineInference.Formats;

/// <summary>A table given by its numbers: row-major, the child's states innermost; NaN where nothing was given.</summary>
internal sealed class TableDraft : DistributionDraft
{
    private readonly TextPosition[] _rowPositions;

    public TableDraft(VariableDraft child, ImmutableArray<VariableDraft> parents, TextPosition position)
        : base(child, parents, position)
    {
        Values = new double[ConfigurationCount * StateCount];
        Values.AsSpan().Fill(double.NaN);
        _rowPositions = new TextPosition[ConfigurationCount];
    }

    public double[] Values { get; }

    /// <summary>Whether the rows are a function of the parents rather than estimates.</summary>
    public bool IsDefinition { get; set; }

    /// <summary>Where the row was given; a line of 0 where it was not.</summary>
    public TextPosition PositionOfRow(int configuration) => _rowPositions[configuration];

    public Span<double> Row(int configuration) => Values.AsSpan(configuration * StateCount, StateCount);

    public void SetRow(int configuration, ReadOnlySpan<double> probabilities, TextPosition position)
    {
        probabilities.CopyTo(Row(configuration));
        _rowPositions[configuration] = position;
    }

    /// <summary>Sets every row from a text of numbers in the table's own order; on a fault leaves rows that cause no second one.</summary>
    public void SetAll(string text, TextPosition position, string what, FaultList faults)
    {
        List<double>? numbers = FormatNumber.ParseList(text, position, $"{what} of '{Child.Name}'", faults);
        if (numbers is not null && numbers.Count != Values.Length)
        {
            faults.Add(position, $"{what} of '{Child.Name}' has {numbers.Count} numbers; expected {Values.Length}: {StateCount} state(s) × {ConfigurationCount} configuration(s) of parents.");
            numbers = null;
        }

        Array.Fill(_rowPositions, position);
        if (numbers is null)
        {
            Values.AsSpan().Fill(1.0 / StateCount);
        }
        else
        {
            numbers.CopyTo(Values);
        }
    }

    /// <summary>Moves each row to the configuration that stands at its place; all rows must have been set.</summary>
    public void Reorder(ReadOnlySpan<int> configurations)
    {
        double[] values = [.. Values];
        TextPosition[] positions = [.. _rowPositions];
        for (int c = 0; c < configurations.Length; c++)
        {
            SetRow(configurations[c], values.AsSpan(c * StateCount, StateCount), positions[c]);
        }
    }

    public override void Check(FaultList faults)
    {
        var rows = new RowChecker(faults, Child);
        int missing = 0;
        for (int c = 0; c < ConfigurationCount && !faults.IsFull; c++)
        {
            TextPosition position = _rowPositions[c];
            if (position.Line > 0)
            {
                rows.Check(Row(c), position, this, c);
            }
            else if (missing++ == 0)
            {
                faults.Add(Position, $"{Describe(c)}: no probabilities are given; expected {StateCount}.");
            }
        }

        if (missing > 1)
        {
            faults.Add(Position, $"{Child.Name}: {missing} of {ConfigurationCount} rows are missing, the first named above.");
        }

        rows.WarnOfNormalised();
    }

    public override void Apply(BayesianNetworkBuilder builder, Variable child, Variable[] parents, double effectiveSampleSize) =>
        builder.SetTable(child, parents, Values, IsDefinition ? double.PositiveInfinity : effectiveSampleSize);
}
