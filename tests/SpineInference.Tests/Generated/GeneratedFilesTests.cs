using SpineInference.Generator;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Generated;

public class GeneratedFilesTests
{
    private static IEnumerable<GeneratedFile> Files => GeneratedFiles.All(ShippedKnowledge.Network, SpineModel.Default.Engine);

    [Fact]
    public void GeneratedFiles_InTheRepository_AreThoseTheModelGives()
    {
        string[] stale = [.. Files.Where(static f => !IsCurrent(f)).Select(static f => f.Path)];
        Assert.True(
            stale.Length == 0,
            $"Stale: {string.Join(", ", stale)}. Run: dotnet run --project src/SpineInference.Generator");
    }

    [Fact]
    public void ShippedTape_FitsTheModel() =>
        Assert.True(ShippedTape.Fits(KnowledgeNetwork.Assemble(ShippedKnowledge.Base).Network));

    [Fact]
    public void ReadyMadeNetworkAndProgram_AreSmallTogether()
    {
        int network = EmbeddedFile.Read(ShippedKnowledge.Resource).Length;
        Assert.InRange(network, 1, 200_000);
        Assert.InRange(ShippedTape.Length, 1, 650_000 - network);
    }

    [Fact]
    public void KnowledgeFolder_HasNoPageWithoutATable()
    {
        string[] expected = [.. Files.Select(static f => f.Path)];
        string folder = Path.Combine(Repository.Root!, "docs", "knowledge");
        Assert.All(Directory.GetFiles(folder), file => Assert.Contains($"docs/knowledge/{Path.GetFileName(file)}", expected));
    }

    [Fact]
    public void References_EveryEntry_IsUsedByARowATargetOrARule()
    {
        KnowledgeBase knowledge = ShippedKnowledge.Base;
        HashSet<string> used = [
            .. knowledge.Variables.SelectMany(static v => v.AllRows).SelectMany(static r => r.Sources),
            .. knowledge.Targets.SelectMany(static t => t.Sources),
            .. RedFlagRule.All.SelectMany(static r => r.Sources)];
        Assert.Empty(knowledge.References.Keys.Except(used));
        Assert.Empty(used.Except(knowledge.References.Keys));
    }

    private static bool IsCurrent(GeneratedFile file)
    {
        string path = Path.Combine(Repository.Root!, file.Path);
        return File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Content);
    }
}
