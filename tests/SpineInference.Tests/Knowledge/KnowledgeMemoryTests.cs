using System.Reflection;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Knowledge;

/// <summary>What the knowledge keeps in memory when it is read: what it says, and nothing of how it was read.</summary>
[CollectionDefinition(nameof(KnowledgeMemoryTests), DisableParallelization = true)]
[Collection(nameof(KnowledgeMemoryTests))]
public class KnowledgeMemoryTests
{
    // Measured: 3.4 bytes for each byte of the files (2.1 MB of 636 kB). It was 7.0, 4.5 MB, when every row kept its reader, and so the bytes of
    // its file and the tree they were parsed to.
    private const double MostBytesKeptPerByte = 4.5;

    [Fact]
    public void Load_ShippedTables_KeepsLessThanTheBound()
    {
        (string, byte[])[] files = [.. EmbeddedKnowledge.Files()];
        KnowledgeBase.Load(files);

        // The middle of five: pools of arrays that other tests left may be emptied during any of them.
        long[] kept = [.. Enumerable.Range(0, 5).Select(_ => KeptBy(files)).Order()];
        Assert.InRange(kept[2], 100_000, (long)(MostBytesKeptPerByte * files.Sum(static f => f.Item2.Length)));
    }

    [Fact]
    public void TypesOfTheKnowledge_HoldNoParserAndNoParsedText()
    {
        Type[] forbidden = [typeof(StrictJsonReader), typeof(LocatedJson), typeof(byte[])];
        FieldInfo[] fields = [.. typeof(KnowledgeBase).Assembly.GetTypes()
            .Where(static t => t.Name.StartsWith("Knowledge", StringComparison.Ordinal) && !t.Name.EndsWith("Parser", StringComparison.Ordinal) && !t.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(static t => t.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))];
        Assert.True(fields.Length > 40);
        Assert.DoesNotContain(fields, f => forbidden.Contains(f.FieldType));
    }

    private static long KeptBy((string, byte[])[] files)
    {
        long before = Settled();
        KnowledgeBase knowledge = KnowledgeBase.Load(files);
        long kept = Settled() - before;
        GC.KeepAlive(knowledge);
        return kept;
    }

    private static long Settled()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
