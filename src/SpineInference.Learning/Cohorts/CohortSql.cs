using System.Text;

namespace SpineInference.Learning;

/// <summary>Writes the SQL that aggregates a cohort where it lies: pattern counts leave the warehouse, patients do not.</summary>
public static class CohortSql
{
    /// <summary>A query that counts the patients of each pattern of states.</summary>
    /// <param name="map">What the columns of the table mean.</param>
    /// <param name="table">The table, as it is to stand after FROM: quote it as your database asks.</param>
    /// <returns>ANSI SQL (double-quoted names, CASE, GROUP BY). The result has one column a variable, under its name, with names of
    /// states, NULL where unknown, and a column <c>weight</c>: it is read with <see cref="ColumnMap.ForNames"/>.</returns>
    /// <exception cref="ArgumentException">The map has measurements, which patterns cannot hold, ranges or a column of several variables, two columns for one variable, variables
    /// whose names differ only in case or are that of the column of weights, which databases do not tell apart, or no variable.</exception>
    /// <remarks>What the map does not know is passed on, so that reading the result reports it: an unknown value as it stands, a weight below 0
    /// as the weight of its pattern, a weight of NULL as NULL.</remarks>
    public static string Aggregate(ColumnMap map, string table)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        var columns = map.Columns.OrderBy(static c => c.Value.Variable, StringComparer.Ordinal).ToArray();
        if (columns.FirstOrDefault(static c => c.Value.Measurement is not null) is { Value: { } measured })
        {
            throw new ArgumentException($"Measurement '{measured.Measurement}' cannot be aggregated into patterns; leave it out of the map.", nameof(map));
        }

        if (columns.FirstOrDefault(static c => !c.Value.Ranges.IsEmpty || !c.Value.Also.IsEmpty) is { Key: { } unfit })
        {
            throw new ArgumentException($"Column '{FaultText.Shorten(unfit)}' has ranges, or is mapped to several variables; the query matches texts alone. Read the rows instead.", nameof(map));
        }

        if (columns.GroupBy(static c => c.Value.Variable).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two columns hold variable '{twice.Key}'; a pattern needs one.", nameof(map));
        }

        string[] names = [.. columns.Select(static c => c.Value.Variable!)];
        if (names.Append(ColumnMap.DefaultWeight).GroupBy(static n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static g => g.Count() > 1) is { } alike)
        {
            throw new ArgumentException($"The result would have columns {FaultText.List([.. alike])}, which databases do not tell apart; read the rows instead.", nameof(map));
        }

        if (columns.Length == 0)
        {
            throw new ArgumentException("The map has no variable to aggregate by.", nameof(map));
        }

        names = [.. names.Select(Name)];
        string weight = Name(ColumnMap.DefaultWeight);
        var sql = new StringBuilder("SELECT ");
        sql.AppendJoin(", ", names).Append(", ").Append(map.Weight is null ? "COUNT(*)" : Sum(weight)).Append(" AS ").Append(weight);
        sql.Append("\nFROM (\n  SELECT\n");
        foreach ((string header, ColumnMapping mapping) in columns)
        {
            string[] missing = [.. map.Missing.Concat(mapping.Missing).Distinct(StringComparer.Ordinal)];
            string cell = $"TRIM(CAST({Name(header)} AS VARCHAR))";
            sql.Append("    CASE WHEN ").Append(Name(header)).Append(" IS NULL");
            if (missing.Length > 0)
            {
                sql.Append(" OR ").Append(cell).Append(" IN (").AppendJoin(", ", missing.Select(Literal)).Append(')');
            }

            sql.Append(" THEN NULL");
            foreach ((string value, string state) in mapping.Values)
            {
                sql.Append(" WHEN ").Append(cell).Append(" = ").Append(Literal(value)).Append(" THEN ").Append(Literal(state));
            }

            sql.Append(" ELSE ").Append(cell).Append(" END AS ").Append(Name(mapping.Variable!)).Append(",\n");
        }

        sql.Append("    ").Append(map.Weight is { } column ? $"CAST({Name(column)} AS DOUBLE PRECISION)" : "1").Append(" AS ").Append(weight);
        sql.Append("\n  FROM ").Append(table).Append("\n) AS patients\nGROUP BY ").AppendJoin(", ", names).Append('\n');
        return sql.ToString();
    }

    private static string Sum(string weight) =>
        $"CASE WHEN COUNT({weight}) < COUNT(*) THEN NULL WHEN MIN({weight}) < 0 THEN MIN({weight}) ELSE SUM({weight}) END";

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
