using System.IO.Compression;
using System.Text;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>A table is read, or refused with its place, and by every path alike.</summary>
public sealed class TableFuzzTests : IDisposable
{
    private const int Seed = 20_261_128;

    private static readonly BayesianNetwork Network = LearningNetworks.Clinic();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ChangedTable_GivesTheSameOnEveryPathOrIsRefusedAtOnePlace() => Fuzz.Run(
        ["risk,cause,weak,weight\nyes,disc,present,2\nno,,absent,1\n\"no\",\"stenosis\",,1.5\n"u8.ToArray(), "pain,walk\r\npresent,absent\r\n,present\r\n"u8.ToArray(), "weak\npresent\n\nabsent\n"u8.ToArray()],
        Seed,
        Fuzz.Count(1_500),
        input =>
        {
            string csv = Write("t.csv", input);
            Func<Cohort> plain = () => CohortReader.ReadCsv(Network, csv);
            bool isPlainText = Encoding.UTF8.GetString(input).AsSpan().IndexOfAny("\t\0\"") < 0;
            Func<Cohort> other = (input.Length % 4) switch
            {
                0 => () => CohortReader.Read(Network, TextTable.Open(WriteCompressed("t.csv.gz", input))),
                1 => () => Joined(CohortReader.Stream(Network, TextTable.Open(csv), blockSize: 2)),

                // A comma and a tab change places, so that the same table stands in the other kind of file.
                2 when isPlainText => () => CohortReader.Read(Network, TextTable.Open(Write("t.tsv", [.. input.Select(static b => b == (byte)',' ? (byte)'\t' : b)]))),
                _ => () => CohortReader.Read(Network, TextTable.Open(csv)),
            };
            (string expected, CohortFormatException? refusal) = Outcome(plain);
            Assert.Equal(expected, Outcome(other).Text);
            if (refusal is not null)
            {
                throw refusal;
            }
        },
        IsRefusal,
        change: TableMutation.Of);

    [Fact]
    public void Read_ChangedJsonLines_GivesACohortOrIsRefused() => Fuzz.Run(
        ["{\"cause\": \"disc\", \"weak\": null, \"weight\": 2}\n{\"cause\": \"none\", \"risk\": \"yes\"}\n\n{}\n"u8.ToArray(), "{\"pain\": \"present\"}\r\n{\"walk\": \"absent\", \"pain\": \"\"}"u8.ToArray()],
        Seed,
        Fuzz.Count(2_500),
        input =>
        {
            string path = Write("t.jsonl", input);
            Cohort cohort = CohortReader.Read(Network, TextTable.Open(path));
            Assert.Equal(cohort.Hash, Joined(CohortReader.Stream(Network, TextTable.Open(path), blockSize: 2)).Hash);
        },
        IsRefusal);

    [Fact]
    public void Read_ChangedGzip_GivesTheWholeTableOrIsRefused()
    {
        byte[] table = Encoding.UTF8.GetBytes("weak,cause\n" + string.Concat(Enumerable.Range(0, 400).Select(static i => i % 7 * (i % 5) % 3 == 0 ? "present,disc\n" : "absent,none\n")));
        string hash = CohortReader.ReadCsv(Network, Write("whole.csv", table)).Hash;
        Fuzz.Run(
            [File.ReadAllBytes(WriteCompressed("whole.csv.gz", table))],
            Seed,
            Fuzz.Count(2_000),
            input =>
            {
                // The header of a member holds a time and a system, which may change without harm.
                Cohort cohort = CohortReader.ReadCsv(Network, Write("changed.csv.gz", input));
                Assert.Equal(hash, cohort.Hash);
            },
            IsRefusal);
    }

    private static (string Text, CohortFormatException? Refusal) Outcome(Func<Cohort> read)
    {
        try
        {
            return (read().Hash, null);
        }
        catch (CohortFormatException refusal)
        {
            return ($"{refusal.FaultCount} {refusal.Faults[0].Row} {refusal.Faults[0].Field}", refusal);
        }
    }

    private static Cohort Joined(ICohortSource source)
    {
        var builder = new CohortBuilder(Network);
        foreach (Cohort block in source.ReadBlocks())
        {
            for (int row = 0; row < block.Count; row++)
            {
                builder.Add(Network.Variables.Where(v => block.StateOf(v, row) >= 0).Select(v => KeyValuePair.Create(v, block.StateOf(v, row))).ToArray(), block.Weights[row]);
            }
        }

        return builder.Build();
    }

    private static bool IsRefusal(Exception exception) => exception is CohortFormatException { Faults: { Length: > 0 } faults } refusal
        && refusal.FaultCount >= faults.Length && refusal.Message.Length < 1_000_000 && faults.All(static f => f.Row >= 0 && f.Message.Length is > 0 and < 5_000);

    private string Write(string name, byte[] bytes)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string WriteCompressed(string name, byte[] bytes)
    {
        string path = _folder.File(name);
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(bytes);
        return path;
    }
}
