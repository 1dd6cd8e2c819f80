using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>The rows of a model file, and their lookup by id.</summary>
internal sealed class JsonRowList(NetworkAssembler assembler, StrictJsonReader reader)
{
    private readonly List<(string Id, double[] Probabilities, double EffectiveSampleSize, TextPosition Position)> _rows = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, RowBasis>.Builder _bases = ImmutableDictionary.CreateBuilder<string, RowBasis>(StringComparer.Ordinal);
    private long _entries;

    private FaultList Faults => assembler.Faults;

    public ImmutableDictionary<string, RowBasis> Bases => _bases.ToImmutable();

    public void AddTo(BayesianNetworkBuilder builder)
    {
        foreach ((string id, double[] probabilities, double size, _) in _rows)
        {
            builder.AddRow(id, probabilities, size);
        }
    }

    /// <summary>Where a row stands, or null where there is none of that id.</summary>
    public TextPosition? PositionOf(string id) => _indices.TryGetValue(id, out int index) && index < _rows.Count ? _rows[index].Position : null;

    public void Read(LocatedJson value, string path)
    {
        if (reader.ObjectFields(value, path, "id", "probabilities", "effectiveSampleSize", "basis", "sources", "intervals", "note") is not { } fields)
        {
            return;
        }

        LocatedJson? id = reader.Take(fields, "id", value, JsonValueKind.String);
        LocatedJson? probabilities = reader.Take(fields, "probabilities", value, JsonValueKind.Array);
        double? size = ReadSize(fields, value, path);
        double[]? numbers = probabilities?.Numbers?.ToArray();
        if (probabilities is not null && numbers is not { Length: > 0 })
        {
            reader.AddFault(probabilities, $"{path}.probabilities: expected a list of numbers, at least one.");
            numbers = null;
        }

        if (id is null || !assembler.CheckName("row", id.Text, id.Position))
        {
            return;
        }

        if (!_indices.TryAdd(id.Text, _rows.Count))
        {
            reader.AddFault(id, $"{path}.id: row '{id.Text}' stands twice; ids must differ.");
            return;
        }

        _entries += numbers?.Length ?? 0;
        if (_entries > assembler.Limits.TotalEntries)
        {
            reader.AddFault(id, $"the rows have more than {assembler.Limits.TotalEntries} entries, the limit (FormatLimits.TotalEntries).");
            return;
        }

        if (numbers is not null)
        {
            CheckSum(numbers, id.Text, probabilities!.Position);
        }

        _rows.Add((id.Text, numbers ?? [], size ?? 1, id.Position));
        ReadBasis(fields, value, id.Text, numbers?.Length ?? 0, path);
    }

    /// <summary>The indices of rows by their ids, -1 for null; reports unknown ones, and those that do not fit the variable.</summary>
    public int[] Resolve(
        List<(string? Text, TextPosition Position)> ids, VariableDraft child, int expected, TextPosition position, string path)
    {
        if (ids.Count != expected)
        {
            Faults.Add(position, $"{path}: got {ids.Count} row(s); expected {expected}, one for each configuration of the parents.");
        }

        var rows = new int[ids.Count];
        for (int i = 0; i < rows.Length && !Faults.IsFull; i++)
        {
            (string? id, TextPosition at) = ids[i];
            rows[i] = -1;
            if (id is null)
            {
                continue;
            }

            if (!_indices.TryGetValue(id, out rows[i]))
            {
                Faults.Add(at, $"{path}[{i}]: row '{NetworkAssembler.Shorten(id)}' does not exist.{NameSuggestion.For(id, _indices.Keys)}");
            }
            else if (rows[i] < _rows.Count && _rows[rows[i]].Probabilities is { Length: > 0 } row && row.Length != child.States.Count)
            {
                Faults.Add(at, $"{path}[{i}]: row '{id}' has {row.Length} probabilities; expected {child.States.Count}, one for each state of '{child.Name}'.");
            }
        }

        return rows;
    }

    private double? ReadSize(Dictionary<string, LocatedJson> fields, LocatedJson row, string path)
    {
        const string Expected = "expected a positive number, or \"infinity\" for a definition";
        if (!fields.TryGetValue("effectiveSampleSize", out LocatedJson? size))
        {
            reader.AddFault(row, $"{path}: field 'effectiveSampleSize' is missing; {Expected}.");
            return null;
        }

        if (size.Kind == JsonValueKind.String && size.Text == "infinity")
        {
            return double.PositiveInfinity;
        }

        if (size.Kind == JsonValueKind.Number && size.Number > 0)
        {
            return size.Number;
        }

        reader.AddFault(size, $"{path}.effectiveSampleSize: got {size.Describe()}; {Expected}.");
        return null;
    }

    private void CheckSum(double[] row, string id, TextPosition position)
    {
        double sum = 0;
        foreach (double probability in row)
        {
            if (probability is < 0 or > 1)
            {
                Faults.Add(position, $"row '{id}': got {FormatNumber.Text(probability)}; expected probabilities in [0, 1].");
                return;
            }

            sum += probability;
        }

        if (Math.Abs(sum - 1) > BayesianNetworkBuilder.RowSumTolerance)
        {
            Faults.Add(position, $"row '{id}' sums to {FormatNumber.Text(sum)}; expected 1 ± {FormatNumber.Text(BayesianNetworkBuilder.RowSumTolerance)}.");
        }
        else if (Math.Abs(sum - 1) > RowChecks.ExactRowSum)
        {
            Faults.Warn(position, $"row '{id}' was divided by its sum, {FormatNumber.Text(sum)}.");
        }
    }

    private void ReadBasis(Dictionary<string, LocatedJson> fields, LocatedJson owner, string id, int length, string path)
    {
        string? basis = reader.TakeOptional(fields, "basis", JsonValueKind.String)?.Text;
        string? note = reader.TakeOptional(fields, "note", JsonValueKind.String)?.Text;
        var sources = fields.ContainsKey("sources") ? reader.TakeTexts(fields, "sources", owner) : null;
        LocatedJson? intervals = reader.TakeOptional(fields, "intervals", JsonValueKind.Array);
        var ranges = ImmutableArray.CreateBuilder<(double, double)?>();
        foreach (LocatedJson item in intervals?.Items ?? [])
        {
            if (item is { Kind: JsonValueKind.Array, Numbers: [double low, double high] } && low >= 0 && low <= high && high <= 1)
            {
                ranges.Add((low, high));
            }
            else if (item.Kind == JsonValueKind.Null)
            {
                ranges.Add(null);
            }
            else
            {
                reader.AddFault(item, $"{path}.intervals: got {item.Describe()}; expected [low, high] with 0 ≤ low ≤ high ≤ 1, or null.");
                return;
            }
        }

        if (intervals is not null && (ranges.Count != length || intervals.Numbers is { Count: > 0 }))
        {
            reader.AddFault(intervals, $"{path}.intervals: expected {length} entries, one [low, high] or null for each probability.");
        }
        else if ((fields.ContainsKey("basis") || fields.ContainsKey("note") || fields.ContainsKey("sources") || intervals is not null))
        {
            _bases[id] = new RowBasis
            {
                Basis = basis,
                Note = note,
                Sources = [.. (sources ?? []).Select(static s => s.Text!)],
                Intervals = ranges.DrainToImmutable(),
            };
        }
    }
}
