using SpineInference.Knowledge;

namespace SpineInference.Docs.Tests;

/// <summary>No table, study file or published rate takes a number from a study that is kept to judge the model.</summary>
public sealed class ReservedStudiesTests
{
    private static string Tables { get; } = Path.Combine(Repository.Root!, "src", "SpineInference", "Tables");

    [Fact]
    public void References_OfTheTables_AreNotReserved()
    {
        Assert.True(ShippedKnowledge.Base.References.Count > 300);
        string[] reserved = [.. ShippedKnowledge.Base.References.Values.Where(static r => ReservedStudies.Holds(r.Citation)).Select(static r => $"{r.Key}: {r.Citation}")];
        Assert.True(reserved.Length == 0, string.Join('\n', reserved));
    }

    [Fact]
    public void Studies_OfTheSynthesis_AreNotReserved()
    {
        KnowledgeStudies studies = KnowledgeStudies.Of(ShippedKnowledge.Base, Path.Combine(Tables, "Studies"));
        string[] reserved = [.. studies.Studies.Studies.Where(static s => ReservedStudies.Holds(s.Citation ?? s.Key)).Select(static s => $"{s.Key}: {s.Citation}")];
        Assert.True(reserved.Length == 0, string.Join('\n', reserved));
        Assert.DoesNotContain(studies.LeftOut.Values, static r => r.StartsWith("Reserved", StringComparison.Ordinal));
    }

    [Fact]
    public void Rates_OfTheEvidence_AreNotReserved()
    {
        string[] reserved = [.. EvidenceTable.Rates.Where(static r => ReservedStudies.Holds(r["citation"], r["study"])).Select(static r => $"{r["id"]}: {r["citation"]}")];
        Assert.True(reserved.Length == 0, string.Join('\n', reserved));
    }

    [Fact]
    public void Notes_OfTables_NameNoReservedStudy()
    {
        string[] files = Directory.GetFiles(Tables, "*.*", SearchOption.AllDirectories);
        Assert.True(files.Length > 20);
        string[] names = ["Vroomen", "Hancock", "Coster", "Capra", "Ekedahl", "Bertilson", "Genevay", "Hashimoto", "de Schepper EIT, Overdevest GM"];
        string[] faults = [.. files.SelectMany(f => names.Where(n => File.ReadAllText(f).Contains(n, StringComparison.Ordinal)).Select(n => $"{Path.GetFileName(f)}: {n}"))];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("Iversen T, Solberg TK, Romner B, et al. Accuracy of physical examination for chronic lumbar radiculopathy. BMC Musculoskelet Disord 2013;14:206", true)]
    [InlineData("Iversen MD, Katz JN. Examination findings in patients with lumbar spinal stenosis. Phys Ther 2001;81(7):1296-1306", false)]
    [InlineData("Suri P, Rainville J, Kalichman L, Katz JN. Does this older adult have the clinical syndrome of lumbar spinal stenosis? JAMA 2010;304(23)", false)]
    [InlineData("Suri P, Hunter DJ, et al. Presence and extent of bias in the physical examination. BMC Musculoskelet Disord 2010;11:275", true)]
    [InlineData("de Schepper EIT, Koes BW, et al. Prevalence of spinal pathology as referred from general practice. Fam Pract 2016;33(1):51-56", false)]
    [InlineData("An update of tests. Spine 2013. doi:10.1097/brs.0b013e31828935ac", true)]
    [InlineData("Japanese validation of the LSS clinical diagnosis support tool (J Jpn Soc Lumbar Spine Disord 2008;14(1):17)", true)]
    [InlineData("Konno S, et al. Development of a clinical diagnosis support tool. Eur Spine J 2007;16:1951-1957", false)]
    public void Holds_Citations_Right(string citation, bool expected) => Assert.Equal(expected, ReservedStudies.Holds(citation));
}
