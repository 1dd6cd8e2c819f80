using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

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

    /// <summary>Notes where a row was given that was written into <see cref="Row"/>.</summary>
    public void MarkRow(int configuration, TextPosition position) => _rowPositions[configuration] = position;

    /// <summary>Sets every row from a text of numbers in the table's own order; on a fault leaves rows that cause no second one.</summary>
    public void SetAll(string text, TextPosition position, string what, FaultList faults)
    {
        if (FormatNumber.ParseList(text, position, $"{what} of '{Child.Name}'", faults) is { } numbers)
        {
            SetAll(numbers, _ => position, position, what, faults);
        }
        else
        {
            SetUniform(position);
        }
    }

    /// <summary>Sets every row from numbers in the table's own order; where they are too few or too many, leaves rows that cause no second fault.</summary>
    public void SetAll(IReadOnlyList<double> numbers, Func<int, TextPosition> positionOf, TextPosition position, string what, FaultList faults)
    {
        if (numbers.Count != Values.Length)
        {
            faults.Add(position, $"{what} of '{Child.Name}' has {numbers.Count} numbers; expected {Values.Length}: {StateCount} state(s) × {ConfigurationCount} configuration(s) of parents.");
            SetUniform(position);
            return;
        }

        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] = numbers[i];
        }

        for (int c = 0; c < ConfigurationCount; c++)
        {
            _rowPositions[c] = positionOf(c * StateCount);
        }
    }

    /// <summary>Stands in for rows whose fault is reported, so that the later check stays silent about them.</summary>
    public void SetUniform(TextPosition position)
    {
        Array.Fill(_rowPositions, position);
        Values.AsSpan().Fill(1.0 / StateCount);
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

    public override void Check(FaultList faults, double rowTolerance)
    {
        var rows = new RowChecker(faults, Child, rowTolerance);
        int missing = 0;
        for (int c = 0; c < ConfigurationCount && !faults.IsFull; c++)
        {
            TextPosition position = _rowPositions[c];
            if (position.Line > 0)
            {
                // Most rows are in order, and none of those needs words.
                if (!RowChecks.IsExact(Row(c)))
                {
                    rows.Check(Row(c), position, this, c);
                }
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
