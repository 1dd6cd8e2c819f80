using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>Where published studies moved the numbers of tables: what a synthesis made of their rows, kept beside them as text.</summary>
/// <remarks>A row is moved only as long as its table says what it said when the studies were synthesised: a number that somebody writes anew
/// stands as written until the next synthesis. Immutable and safe for concurrent use.</remarks>
public sealed class KnowledgeSynthesis
{
    /// <summary>The name of the file, beside the tables.</summary>
    public const string FileName = "Synthesis.json";

    // Rows that move less than this, in log-odds of every state, stay as written.
    private const double SmallestMove = 0.02;

    /// <summary>Numbers of tables that differ by no more are the same.</summary>
    internal const double SameNumber = 1e-9;

    private const int Digits = 4;

    private readonly ImmutableSortedDictionary<string, (ImmutableArray<double> From, ImmutableArray<double> To)> _rows;

    internal KnowledgeSynthesis(string fingerprint, ImmutableSortedDictionary<string, (ImmutableArray<double> From, ImmutableArray<double> To)> rows)
    {
        Fingerprint = fingerprint;
        _rows = rows;
    }

    /// <summary>No row is moved.</summary>
    public static KnowledgeSynthesis None { get; } =
        new("", ImmutableSortedDictionary.Create<string, (ImmutableArray<double>, ImmutableArray<double>)>(StringComparer.Ordinal));

    /// <summary>Of which tables and studies it was made, as <see cref="FingerprintOf"/> tells it; empty where there is none.</summary>
    public string Fingerprint { get; }

    /// <summary>How many rows are moved.</summary>
    public int Count => _rows.Count;

    /// <summary>What a synthesis moved.</summary>
    /// <param name="own">The network with the numbers of its tables.</param>
    /// <param name="moved">The same network after the synthesis.</param>
    /// <param name="fingerprint">Its <see cref="Fingerprint"/>.</param>
    /// <returns>The rows that move by more than .02 in the log-odds of some state, to four digits.</returns>
    public static KnowledgeSynthesis Of(KnowledgeNetwork own, BayesianNetwork moved, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(moved);
        ArgumentNullException.ThrowIfNull(fingerprint);
        var rows = ImmutableSortedDictionary.CreateBuilder<string, (ImmutableArray<double>, ImmutableArray<double>)>(StringComparer.Ordinal);
        foreach (ProbabilityRow row in own.Network.Rows)
        {
            ImmutableArray<double> to = [.. moved.Rows[row.Index].Probabilities];
            if (own.TryGetRow(row, out KnowledgeRow? source) && source.SameAs is null && MoveOf(source.Probabilities, to) > SmallestMove)
            {
                rows[row.Id] = (source.Probabilities, Rounded(to));
            }
        }

        return new(fingerprint, rows.ToImmutable());
    }

    /// <summary>The fingerprint of tables and studies: SHA-256 of names and contents, this file's own left out.</summary>
    /// <param name="folder">The folder of the tables.</param>
    /// <param name="studies">A study file, or a folder of them; <see langword="null"/> for none.</param>
    /// <returns>64 hexadecimal digits, in lower case.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string FingerprintOf(string folder, string? studies = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string[] tables = [.. Directory.GetFiles(folder, "*.json").Where(static f => Path.GetFileName(f) != FileName).Order(StringComparer.Ordinal)];
        string[] files = studies is null ? tables
            : Directory.Exists(studies) ? [.. tables, .. Directory.GetFiles(studies).Order(StringComparer.Ordinal)]
            : [.. tables, studies];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            byte[] content = File.ReadAllBytes(file);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes it, a row a line.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"{{\n  \"of\": \"{Fingerprint}\",\n  \"rows\": [\n");
        int left = _rows.Count;
        foreach ((string id, (ImmutableArray<double> from, ImmutableArray<double> to)) in _rows)
        {
            writer.Write($"    {{\"row\": \"{id}\", \"from\": [{Numbers(from)}], \"to\": [{Numbers(to)}]}}{(--left > 0 ? "," : "")}\n");
        }

        writer.Write("  ]\n}\n");
    }

    /// <summary>Where a row of the tables is moved to.</summary>
    /// <param name="row">The row.</param>
    /// <param name="to">Its numbers after the synthesis.</param>
    /// <returns>Whether it is moved: not where the table says something else than it said to the synthesis.</returns>
    public bool TryGet(KnowledgeRow row, out ImmutableArray<double> to)
    {
        ArgumentNullException.ThrowIfNull(row);
        to = [];
        if (_rows.TryGetValue(row.Id, out var move) && move.From.Length == row.Probabilities.Length
            && move.From.Zip(row.Probabilities).All(static p => Math.Abs(p.First - p.Second) <= SameNumber))
        {
            to = move.To;
            return true;
        }

        return false;
    }

    internal static KnowledgeSynthesis Read(StrictJsonReader reader, LocatedJson root)
    {
        Dictionary<string, LocatedJson> file = reader.ReadFields(root, "what a synthesis moved", "of", "rows");
        var rows = ImmutableSortedDictionary.CreateBuilder<string, (ImmutableArray<double>, ImmutableArray<double>)>(StringComparer.Ordinal);
        foreach (LocatedJson value in reader.ReadList(file, "rows"))
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(value, "a moved row", "row", "from", "to");
            string id = reader.ReadText(fields, "row", value);
            double[] from = [.. Shares(reader, fields, "from", value)];
            double[] to = [.. Shares(reader, fields, "to", value)];
            if (from.Length != to.Length || Math.Abs(to.Sum() - 1) > SameNumber || from.Zip(to).Any(static p => (p.First == 0) != (p.Second == 0)))
            {
                reader.AddFault(value, $"{id}: 'from' and 'to' are distributions over the same possible states.");
            }
            else if (!rows.TryAdd(id, ([.. from], [.. to])))
            {
                reader.AddFault(value, $"Row '{id}' stands twice.");
            }
        }

        return new(reader.ReadText(file, "of", root), rows.ToImmutable());
    }

    private static IEnumerable<double> Shares(StrictJsonReader reader, Dictionary<string, LocatedJson> fields, string name, LocatedJson owner)
    {
        if (!fields.ContainsKey(name))
        {
            reader.AddFault(owner, $"'{name}' is missing.");
            yield break;
        }

        foreach (LocatedJson item in reader.ReadList(fields, name))
        {
            double share = reader.ReadNumber(item, name);
            if (share is >= 0 and <= 1)
            {
                yield return share;
            }
            else
            {
                reader.AddFault(item, $"'{name}' holds {share}; expected a number from 0 to 1.");
            }
        }
    }

    private static double MoveOf(ImmutableArray<double> from, ImmutableArray<double> to) =>
        from.Zip(to).Where(static p => p.First is > 0 and < 1 && p.Second is > 0 and < 1).Select(static p => Math.Abs(RowInUse.LogOdds(p.First) - RowInUse.LogOdds(p.Second))).DefaultIfEmpty().Max();

    // Four digits; the largest takes what is left of 1, exactly.
    private static ImmutableArray<double> Rounded(ImmutableArray<double> numbers)
    {
        decimal[] rounded = [.. numbers.Select(static p => decimal.Parse(p.ToString($"E{Digits - 1}", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture))];
        int largest = numbers.IndexOf(numbers.Max());
        rounded[largest] += 1 - rounded.Sum();
        return [.. rounded.Select(static p => (double)p)];
    }

    private static string Numbers(ImmutableArray<double> numbers) =>
        string.Join(", ", numbers.Select(static p => p.ToString("R", CultureInfo.InvariantCulture)));
}
