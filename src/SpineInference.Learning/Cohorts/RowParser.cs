using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Turns rows of text into rows of a cohort under a column map; faults are collected, never skipped over in silence.</summary>
internal sealed class RowParser
{
    private readonly BayesianNetwork _network;
    private readonly TableOptions _table;
    private readonly FaultCollector _faults = new();
    private readonly ImmutableArray<string> _headers;
    private readonly ImmutableArray<TableColumn> _columns;
    private readonly int[] _columnOfVariable;
    private readonly short[] _states;
    private readonly double[] _values;
    private readonly RangedCells _ranged;
    private readonly bool _isReadable;
    private long _row;
    private double _totalWeight;

    public RowParser(BayesianNetwork network, ColumnMap map, ImmutableArray<string> headers)
    {
        var columns = new TableColumns(network, map, headers, _faults);
        _network = network;
        _table = map.Table;
        _headers = columns.Headers;
        _columns = columns.Columns;
        Measurements = columns.Measurements;
        _columnOfVariable = new int[network.Variables.Length];
        _states = new short[network.Variables.Length];
        _values = new double[Measurements.Length];
        _ranged = new RangedCells(_faults, _headers, _table);
        _isReadable = _faults.Count == 0;
    }

    public ImmutableArray<string> Measurements { get; }

    /// <summary>Throws the faults found so far, if there are any.</summary>
    public void ThrowIfFaulty(string path) => _faults.ThrowIfAny(path);

    /// <summary>Adds the next row to a builder, or its faults to the list.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="CohortFormatException">The rows cannot be read further; what was found before is told with it.</exception>
    public bool ParseNext(IEnumerator<IReadOnlyList<string?>> rows, string path, CohortBuilder builder)
    {
        try
        {
            if (!rows.MoveNext())
            {
                return false;
            }
        }
        catch (CohortFormatException broken) when (_faults.Count > 0)
        {
            foreach (Fault fault in broken.Faults)
            {
                _faults.Add(fault.Row, fault.Field, fault.Message);
            }

            ThrowIfFaulty(path);
        }

        Parse(rows.Current, builder);
        return true;
    }

    /// <summary>Adds one row of the data to a builder, or the row's faults to the list.</summary>
    public void Parse(IReadOnlyList<string?> cells, CohortBuilder builder)
    {
        _row++;
        if (cells.Count != _headers.Length)
        {
            _faults.Add(_row, "", $"the row has {cells.Count} cell(s); expected {_headers.Length}, one for each header.");
            return;
        }

        if (!_isReadable)
        {
            return;
        }

        long before = _faults.Count;
        double weight = 1;
        Array.Fill(_columnOfVariable, -1);
        Array.Fill(_values, double.NaN);
        foreach (TableColumn column in _columns)
        {
            int c = column.Cell;
            if (cells[c] is not { } cell)
            {
                // Nothing is unknown, and so says nothing; but a weight that is unknown cannot be taken as 1.
                if (column.Kind == TableColumnKind.Weight)
                {
                    _faults.Add(_row, _headers[c], "the weight is unknown; expected a number, not negative.");
                }

                continue;
            }

            if (cell.Length > _table.LongestCell)
            {
                _faults.Add(_row, _headers[c], $"the cell has more than {_table.LongestCell} characters, the limit.");
                continue;
            }

            switch (column.Kind)
            {
                case TableColumnKind.Weight:
                    weight = ReadWeight(cell.Trim(), c);
                    break;
                case TableColumnKind.Measurement:
                    Measure(cell, c, column);
                    break;
                case TableColumnKind.State:
                    Observe(cell, cells, column);
                    break;
                default:
                    break;
            }
        }

        // A pattern that nobody shows (weight 0) says nothing.
        if (_faults.Count > before || weight == 0)
        {
            return;
        }

        builder.AddRow(weight, _values);
        for (int v = 0; v < _columnOfVariable.Length; v++)
        {
            if (_columnOfVariable[v] >= 0)
            {
                builder.Set(_network.Variables[v], _states[v]);
            }
        }
    }

    /// <summary>Refuses rows that take more memory than is allowed.</summary>
    public void ThrowIfTooLarge(CohortBuilder builder, string path)
    {
        if (builder.Bytes > _table.MostBytes)
        {
            _faults.Add(_row, "", $"the rows so far take more than {_table.MostBytes >> 20} MiB in memory, the limit. Read the table as a stream (spine fit --stream), or in parts.");
            ThrowIfFaulty(path);
        }
    }

    private double ReadWeight(string cell, int c)
    {
        if (!CellNumber.TryRead(cell, _table.Point, out double weight) || weight < 0)
        {
            _faults.Add(_row, _headers[c], $"got a weight of '{FaultText.Shorten(cell)}'; expected a number, not negative.{_ranged.DecimalHint(cell)}");
            return 0;
        }

        if ((_totalWeight += weight) > Cohort.MostWeight)
        {
            _faults.Add(_row, _headers[c], $"with the weight {FaultText.Shorten(cell)} the rows so far stand for more than {Cohort.MostWeight} patients, the limit: beyond it one more or less is lost in rounding.");
        }

        return weight;
    }

    private void Measure(string cell, int c, TableColumn column)
    {
        string text = cell.Trim();
        if (column.Missing!.Contains(cell) || column.Missing.Contains(text))
        {
            return;
        }

        if (!CellNumber.TryRead(text, column, _table.Point, out double value))
        {
            _faults.Add(_row, _headers[c], $"got '{FaultText.Shorten(text)}'; expected a finite number{RangedCells.UnitHint(column)}, or a text that the map lists under 'missing'.{_ranged.DecimalHint(text)}");
        }
        else if (!double.IsFinite(value))
        {
            _faults.Add(_row, _headers[c], string.Create(CultureInfo.InvariantCulture, $"got '{FaultText.Shorten(text)}', which times the factor {column.Factor} is no finite number."));
        }
        else if (!CellNumber.IsIn(column.MissingRanges, value))
        {
            _values[column.Index] = value;
        }
    }

    private void Observe(string cell, IReadOnlyList<string?> cells, TableColumn column)
    {
        int c = column.Cell;
        if (!column.States!.TryGetValue(cell, out short state) && !column.States.TryGetValue(cell.Trim(), out state))
        {
            if (_ranged.StateOf(_row, cell.Trim(), cells, column) is not { } found)
            {
                return;
            }

            state = found;
        }

        if (state < 0)
        {
            return;
        }

        int earlier = _columnOfVariable[column.Index];
        if (earlier >= 0 && _states[column.Index] != state)
        {
            Variable variable = _network.Variables[column.Index];
            _faults.Add(_row, _headers[c], $"contradiction: '{FaultText.Shorten(cell.Trim())}' says {variable.Name} = {variable.States[state]}, and column '{FaultText.Shorten(_headers[earlier])}' says {variable.States[_states[column.Index]]}.");
            return;
        }

        _columnOfVariable[column.Index] = c;
        _states[column.Index] = state;
    }
}
