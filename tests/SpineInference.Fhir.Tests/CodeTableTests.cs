using System.Text;
using SpineInference.Fhir.Reading;
using SpineInference.Knowledge;

namespace SpineInference.Fhir.Tests;

/// <summary>The table of foreign codes against the knowledge tables, the model and its page.</summary>
public class CodeTableTests
{
    private const string Begin = "it writes it. -->\n";
    private const string End = "<!-- end of codes -->";

    /// <summary>Findings read from codes of HPO and ICD-10-CM that the knowledge tables do not hold: those of one side, two of HPO, back pain,
    /// and the kinds of diabetes (see decisions 0015 and 0086).</summary>
    private static readonly string[] Beyond =
    [
        "HP:0000819", "HP:0006844", "M21.371", "M21.372", "M79.604", "M79.605", "M79.671", "M79.672", "M54.5", "M54.40", "M54.41", "M54.42",
        .. ((string[])["E08", "E09", "E10", "E11", "E13"]).SelectMany(static c => (string[])[$"{c}.9", $"{c}.40", $"{c}.42"]),
    ];

    private static readonly FindingCatalog Catalog = new(SpineModel.Default);

    [Fact]
    public void Table_EveryCodeOfTheKnowledgeTables_IsReadAsThatFindingOrLeftAloneWithAReason()
    {
        foreach (KnowledgeVariable variable in ShippedKnowledge.Base.Variables)
        {
            foreach (KnowledgeCode code in variable.Codes)
            {
                FhirCodeEntry entry = Assert.Single(FhirCodeTable.All, e => e.Code == new FhirCode(code.System == "HPO" ? FhirSystems.Hpo : FhirSystems.Icd10Cm, code.Code));
                Assert.True(entry.Finding is null ? entry is { Use: CodeUse.TooBroad, Note: not null } : Target(entry).Id == variable.Id, $"{entry.Code} → {entry.Finding}, not {variable.Id}");
            }
        }
    }

    [Fact]
    public void Table_EveryFinding_ComesFromTheKnowledgeTablesOrIsNamedHere()
    {
        HashSet<string> known = [.. ShippedKnowledge.Base.Variables.SelectMany(static v => v.Codes).Select(static c => c.Code)];

        Assert.Equal(Beyond.Order(), FhirCodeTable.All.Where(e => e.Code.System is FhirSystems.Hpo or FhirSystems.Icd10Cm && e.Finding is not null && !known.Contains(e.Code.Code)).Select(static e => e.Code.Code).Order());
    }

    [Fact]
    public void Table_HoldsOnlyTheFourTerminologiesThatWereRead() =>
        Assert.Equal([FhirSystems.Hpo, FhirSystems.Icd10Cm, FhirSystems.Icd10, FhirSystems.Icd10Gm], FhirCodeTable.All.Select(static e => e.Code.System).Distinct());

    [Fact]
    public void Table_CodesOfAClassificationWithoutASide_AreNeverDenied() =>
        Assert.All(
            FhirCodeTable.All.Where(static e => e.Code.System is FhirSystems.Icd10 or FhirSystems.Icd10Gm),
            static e => Assert.NotEqual(CodeUse.PresentOrAbsent, e.Use));

    [Fact]
    public void Table_EveryFindingIsOneOfTheModel_AndTheOthersSayWhy() => Assert.All(FhirCodeTable.All, static e =>
    {
        if (e.Finding is not null)
        {
            CodeTarget target = Target(e);
            Assert.True(target.State is not null || Catalog[target.Id].IsBinary, $"{e.Code} needs a state.");
        }
        else
        {
            Assert.True(e.Use == CodeUse.Diagnosis || (e.Use == CodeUse.TooBroad && e.Note is not null));
        }
    });

    [Fact]
    public void HistoryIds_AreFindingsOfTheModel() =>
        Assert.All(FindingCatalog.History, static id => Assert.True(Catalog[id].IsBinary));

    [Fact]
    public void Page_Table_IsThatOfTheLibrary()
    {
        string path = Path.Combine(Root(), "docs", "howto", "fhir.md");
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "The marks of the table are gone from docs/howto/fhir.md.");
        string expected = $"{page[..begin]}{Table()}{page[end..]}";
        if (Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1")
        {
            File.WriteAllText(path, expected);
            page = expected;
        }

        Assert.Equal(expected, page);
    }

    private static CodeTarget Target(FhirCodeEntry entry)
    {
        Assert.True(Catalog.TryParse(entry.Finding!, entry.Code, true, out CodeTarget? target, out string? refusal), refusal);
        return target;
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| system | code | meaning | finding | stated | denied | note |\n|---|---|---|---|---|---|---|\n");
        foreach (FhirCodeEntry entry in FhirCodeTable.All)
        {
            string finding = entry.Finding is null ? "" : $"`{entry.Finding}`";
            (string stated, string denied) = entry.Use switch
            {
                CodeUse.PresentOrAbsent => ("present", "absent"),
                CodeUse.PresentOnly => ("present", "unknown, listed"),
                CodeUse.PresentWithDiagnosis => ("present; the diagnosis listed", "unknown, listed"),
                CodeUse.TooBroad => ("unknown, listed", "unknown, listed"),
                _ => ("a diagnosis, listed", "listed"),
            };
            table.Append($"| {NameOf(entry.Code.System)} | {entry.Code.Code} | {entry.Meaning} | {finding} | {stated} | {denied} | {entry.Note} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string NameOf(string system) => system switch
    {
        FhirSystems.Hpo => "HPO",
        FhirSystems.Icd10Cm => "ICD-10-CM",
        FhirSystems.Icd10 => "ICD-10",
        _ => "ICD-10-GM",
    };

    private static string Root()
    {
        DirectoryInfo? above = new(AppContext.BaseDirectory);
        while (above is not null && !File.Exists(Path.Combine(above.FullName, "SpineInference.sln")))
        {
            above = above.Parent;
        }

        return above?.FullName ?? throw new InvalidOperationException("The checkout is not above the test assembly.");
    }
}
