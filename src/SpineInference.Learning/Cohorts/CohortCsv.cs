using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Writes cohorts as CSV: one column a variable, named by its id, with the names of states; empty where unknown.</summary>
public static class CohortCsv
{
    /// <summary>Writes a cohort that <see cref="CohortReader.ReadCsv"/> reads without a map.</summary>
    /// <param name="cohort">The cohort; it must have no likelihoods, which a table of states cannot hold.</param>
    /// <param name="writer">Receives the text, with line feeds.</param>
    /// <param name="variables">The columns; <see langword="null"/> for the variables observed in some row.</param>
    /// <remarks>A column <c>weight</c> stands last if any weight is not 1, and measurements stand after the variables.</remarks>
    /// <exception cref="ArgumentException">The cohort has likelihoods, or two columns would have one header: a measurement named like a variable, or
    /// either named <c>weight</c> where weights are written.</exception>
    public static void Write(Cohort cohort, TextWriter writer, IEnumerable<Variable>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        Write([cohort], writer, [.. variables ?? cohort.ObservedVariables], cohort.Measurements, cohort.Weights.ContainsAnyExcept(1.0));
    }

    /// <summary>Writes the patients of many cohorts of one network, which have neither weights nor measurements, as one table.</summary>
    /// <param name="blocks">The cohorts; each is asked for when those before it are written.</param>
    /// <param name="writer">Receives the text, with line feeds.</param>
    /// <param name="variables">The columns.</param>
    /// <exception cref="ArgumentException">A cohort has likelihoods.</exception>
    public static void Write(IEnumerable<Cohort> blocks, TextWriter writer, IEnumerable<Variable> variables)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(variables);
        Write(blocks, writer, [.. variables], [], hasWeights: false);
    }

    private static void Write(IEnumerable<Cohort> blocks, TextWriter writer, Variable[] columns, ImmutableArray<string> measurements, bool hasWeights)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var cells = new List<string>();
        cells.AddRange(columns.Select(static v => v.Name));
        cells.AddRange(measurements);
        if (hasWeights)
        {
            cells.Add(ColumnMap.DefaultWeight);
        }

        if (cells.GroupBy(static c => c, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { Key: var twice })
        {
            throw new ArgumentException($"Two columns would be named '{twice}'; leave one out, or rename it.", nameof(columns));
        }

        bool isBegun = false;
        foreach (Cohort cohort in blocks)
        {
            foreach (Variable variable in columns)
            {
                if (!cohort.LikelihoodsOf(variable).IsEmpty)
                {
                    throw new ArgumentException($"{variable.Name} has likelihoods, which CSV cannot hold; leave the variable out.", nameof(blocks));
                }
            }

            if (!isBegun)
            {
                WriteRow(writer, cells);
                isBegun = true;
            }

            WriteRows(cohort, writer, columns, hasWeights, cells);
        }

        if (!isBegun)
        {
            WriteRow(writer, cells);
        }
    }

    private static void WriteRows(Cohort cohort, TextWriter writer, Variable[] columns, bool hasWeights, List<string> cells)
    {
        double[][] values = [.. cohort.Measurements.Select(m => cohort.ValuesOf(m).ToArray())];
        for (int row = 0; row < cohort.Count; row++)
        {
            cells.Clear();
            foreach (Variable variable in columns)
            {
                int state = cohort.StateOf(variable, row);
                cells.Add(state < 0 ? "" : variable.States[state]);
            }

            foreach (double[] column in values)
            {
                double value = column[row];
                cells.Add(double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture));
            }

            if (hasWeights)
            {
                cells.Add(cohort.Weights[row].ToString("R", CultureInfo.InvariantCulture));
            }

            WriteRow(writer, cells);
        }
    }

    private static void WriteRow(TextWriter writer, List<string> cells)
    {
        for (int c = 0; c < cells.Count; c++)
        {
            string cell = cells[c];
            if (c > 0)
            {
                writer.Write(',');
            }

            writer.Write(cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }

        writer.Write('\n');
    }
}
