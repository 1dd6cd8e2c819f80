using System.Globalization;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool.Maps;

/// <summary>Says what would be read of a table under a map: for each column what it is, and how often each state.</summary>
internal static class MapCheck
{
    /// <summary>Writes what is read, as a table for a person.</summary>
    /// <exception cref="CohortFormatException">The rows cannot be taken under the map; all faults, by column.</exception>
    public static void Write(MappedTable data, BayesianNetwork network, TextPage page)
    {
        Cohort cohort = CohortLoading.Read(network, data);
        page.Line(string.Create(CultureInfo.InvariantCulture, $"{data.Table.Name}: {cohort.Count} row(s) read{(cohort.TotalWeight == cohort.Count ? "" : $", which stand for {cohort.TotalWeight:G6} patients")}."));
        var table = new PageTable("column", "is", "reads");
        foreach (string header in data.Table.Headers)
        {
            string name = data.Map.Columns.ContainsKey(header) ? header : header.Trim();
            if (!data.Map.Columns.TryGetValue(name, out ColumnMapping? mapping))
            {
                table.AddRow(TextPage.Cell(name), TextPage.Cell(name == data.Map.Weight ? "weight" : "ignored"), TextPage.Cell(""));
                continue;
            }

            foreach (ColumnMapping each in mapping.Also.Prepend(mapping))
            {
                table.AddRow(TextPage.Cell(each == mapping ? name : ""), TextPage.Cell(each.Variable ?? each.Measurement!), TextPage.Cell(Describe(cohort, network, each)));
            }
        }

        page.Write(table);
        page.Flush();
    }

    private static string Describe(Cohort cohort, BayesianNetwork network, ColumnMapping mapping)
    {
        if (mapping.Measurement is { } measurement)
        {
            double[] known = [.. cohort.ValuesOf(measurement).ToArray().Where(static v => !double.IsNaN(v))];
            return known.Length == 0 ? $"{cohort.Count} unknown"
                : string.Create(CultureInfo.InvariantCulture, $"{known.Length} numbers from {known.Min():G5} to {known.Max():G5}, {cohort.Count - known.Length} unknown");
        }

        Variable variable = network[mapping.Variable!];
        var counts = new int[variable.StateCount + 1];
        for (int row = 0; row < cohort.Count; row++)
        {
            int state = cohort.StateOf(variable, row);
            counts[state < 0 ? variable.StateCount : state]++;
        }

        return string.Join(", ", variable.States.Append("unknown")
            .Select((s, i) => (Name: s, Count: counts[i]))
            .Where(static s => s.Count > 0)
            .Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Count}")));
    }
}
