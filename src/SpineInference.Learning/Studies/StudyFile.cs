using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Reads published studies from files: one published number a row.</summary>
/// <remarks>
/// <para>CSV, tab-separated or JSON Lines (<see cref="TextTable"/>), or JSON: a list of objects, or one object with such a list as
/// <c>rates</c>. Fields: <c>study</c> (key of the study), <c>id</c>, <c>event</c>, and as needed <c>given</c>, <c>against</c>,
/// <c>measure</c>, <c>kind</c>, <c>k</c> and <c>n</c>, or <c>value</c>, <c>low</c>, <c>high</c> and <c>level</c> (0.95), <c>citation</c>,
/// <c>design</c>, <c>source</c>, <c>note</c>. Events and conditions are those of <see cref="StudyStates"/>.</para>
/// </remarks>
public static class StudyFile
{
    private static readonly string[] Fields =
        ["study", "citation", "design", "id", "kind", "measure", "event", "given", "against", "k", "n", "value", "low", "high", "level", "source", "note"];

    private static readonly string[] Needed = ["study", "id", "event"];

    /// <summary>Whether the ending of a file's name is one of those <see cref="Read"/> takes.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Whether it is.</returns>
    public static bool CanRead(string path) => TextTable.CanOpen(path) || IsJson(path);

    /// <summary>Reads the studies of a file.</summary>
    /// <param name="path">A file ending in .csv, .tsv, .jsonl, .ndjson or .json.</param>
    /// <returns>The studies, in the order of their first rows.</returns>
    /// <exception cref="ArgumentException">The ending is another.</exception>
    /// <exception cref="CohortFormatException">The file is faulty; all faults are listed, with row and field.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImmutableArray<Study> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var faults = new FaultCollector();
        ImmutableArray<StudyRow> rows = IsJson(path) ? [.. JsonRows(path, faults)] : [.. TableRows(path, faults)];
        ImmutableArray<Study> studies = Gather(rows);
        if (studies.IsEmpty && faults.Count == 0)
        {
            faults.Add(0, "", "the file holds no rate.");
        }

        faults.ThrowIfAny(path);
        return studies;
    }

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<Study> Gather(ImmutableArray<StudyRow> rows)
    {
        var studies = new List<(string Key, StudyRow First, List<PublishedRate> Rates)>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        ILookup<string, StudyRow> rowsOf = rows.ToLookup(static r => r["study"], StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (StudyRow row in rows)
        {
            string key = row.Required("study");
            PublishedRate? rate = row.ReadRate();
            if (rate is not null && !ids.Add(rate.Id))
            {
                row.Fault("id", $"'{FaultText.Shorten(rate.Id)}' stands twice; give each rate its own.");
                continue;
            }

            if (places.TryAdd(key, studies.Count))
            {
                studies.Add((key, row, []));
            }

            int place = places[key];
            if (row["citation"].Length > 0 && row["citation"] != studies[place].First["citation"])
            {
                row.Fault("citation", $"study '{FaultText.Shorten(key)}' has another citation in an earlier row; give this one another key.");
            }

            if (rate is not null)
            {
                studies[place].Rates.Add(rate);
            }
        }

        return [.. studies.Where(static s => s.Key.Length > 0 && s.Rates.Count > 0).Select(s => new Study(s.Key, s.Rates)
        {
            Citation = s.First["citation"],
            Design = s.First["design"],
            References = [.. rowsOf[s.Key]
                .SelectMany(static r => r["source"].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal)],
        })];
    }

    private static IEnumerable<StudyRow> TableRows(string path, FaultCollector faults)
    {
        TextTable table = TextTable.Open(path);
        foreach (string header in table.Headers.Where(static h => !Fields.Contains(h)))
        {
            faults.Add(0, header, $"a study file has no such column.{NameSuggestion.For(header, Fields)} Columns: {string.Join(", ", Fields)}.");
        }

        foreach (string field in Needed.Where(f => !table.Headers.Contains(f)))
        {
            faults.Add(0, field, "the column is missing.");
        }

        long place = 0;
        foreach (IReadOnlyList<string?> cells in table.ReadRows())
        {
            place++;
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int c = 0; c < Math.Min(cells.Count, table.Headers.Length); c++)
            {
                fields.TryAdd(table.Headers[c], cells[c] ?? "");
            }

            if (cells.Count != table.Headers.Length)
            {
                faults.Add(place, "", $"the row has {cells.Count} cells; expected {table.Headers.Length}.");
            }

            yield return new StudyRow(place, fields, faults.Add);
        }
    }

    private static IEnumerable<StudyRow> JsonRows(string path, FaultCollector faults)
    {
        var reader = new StrictJsonReader(path, File.ReadAllBytes(path), f => faults.Add(f.Line, "", f.Message));
        if (reader.Parse() is not { } root)
        {
            yield break;
        }

        LocatedJson? list = root.Kind == JsonValueKind.Array ? root : root.Members.FirstOrDefault(static m => m.Name == "rates").Value;
        foreach ((string name, LocatedJson value) in root.Members.Where(static m => m.Name is not ("rates" or "$schema" or "title")))
        {
            faults.Add(value.Line, name, "unknown field; expected 'rates'.");
        }

        if (list?.Kind != JsonValueKind.Array)
        {
            faults.Add(1, "rates", "expected a list of rates, or an object that holds one as 'rates'.");
            yield break;
        }

        foreach (LocatedJson item in list.Items)
        {
            long line = item.Line;
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string name, LocatedJson value) in item.Members)
            {
                if (!Fields.Contains(name))
                {
                    faults.Add(line, name, $"a rate has no such field.{NameSuggestion.For(name, Fields)} Fields: {string.Join(", ", Fields)}.");
                }
                else if (value.Kind is not (JsonValueKind.String or JsonValueKind.Number) || !fields.TryAdd(name, Text(value)))
                {
                    faults.Add(line, name, fields.ContainsKey(name) ? "the field stands twice." : "expected a text or a number.");
                }
            }

            if (item.Kind != JsonValueKind.Object)
            {
                faults.Add(line, "", "a rate is an object.");
                continue;
            }

            yield return new StudyRow(line, fields, faults.Add);
        }
    }

    private static string Text(LocatedJson value) => value.Text;
}
