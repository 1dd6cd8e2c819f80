using System.Text;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>The library's tables with changes of a researcher's own.</summary>
public sealed class OwnNumbersTests : IDisposable
{
    // The one row of the shipped tables that the tests change: P(foot drop | tibialis anterior severely weak).
    private const string Table = "22-strength-and-gait.json";
    private const string Row = "{\"when\": {\"muscle.tibialis-anterior\": \"severely-weak\"}, \"p\": {\"present\": 0.96}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FromKnowledge_UnchangedCopy_AnswersAsTheShippedModel()
    {
        SpineModel own = SpineModel.FromKnowledge(KnowledgeBase.LoadFolder(Copy()));
        Assert.Equal(SpineModel.Default.Hash, own.Hash);
        Assert.Equal(((ExactEngine)SpineModel.Default.Engine).ProgramLength, ((ExactEngine)own.Engine).ProgramLength);
        Diagnosis expected = Note(SpineModel.Default).Diagnose();
        Diagnosis actual = Note(own).Diagnose();
        foreach (Variable variable in SpineModel.Default.Network.Variables)
        {
            Assert.Equal(expected.PosteriorOf(variable.Name).ToArray(), actual.PosteriorOf(variable.Name).ToArray());
        }

        Assert.Equal(expected.RedFlags.Select(static f => f.Id), actual.RedFlags.Select(static f => f.Id));
    }

    [Fact]
    public void FromKnowledge_OneNumberChanged_ChangesTheAnswerAndLeadsToTheRow()
    {
        string tables = Copy(Row, Row.Replace("0.96", "0.5", StringComparison.Ordinal));
        SpineModel own = SpineModel.FromKnowledge(KnowledgeBase.LoadFolder(tables));
        Assert.NotEqual(SpineModel.Default.Hash, own.Hash);
        Diagnosis diagnosis = Note(own).Diagnose();
        Assert.NotEqual(Note(SpineModel.Default).Diagnose().RootLevel[NerveRoot.L5], diagnosis.RootLevel[NerveRoot.L5]);
        ProbabilityRow row = own.Network.DistributionOf(own.Network["left.foot-drop"]).Rows.Single(static r => r.Probabilities[1] == 0.5);
        Assert.True(own.Description.TryGetRow(row, out KnowledgeRow? behind));
        Assert.Equal("severely-weak", Assert.Single(behind.When["muscle.tibialis-anterior"]));

        // The engine that answers is as exact as any other: compiled here without the shipped order.
        Posteriors other = ExactEngine.Compile(own.Network).Query(diagnosis.Evidence);
        Assert.Equal(other["cause"][0], diagnosis.PosteriorOf("cause")[0], 1e-13);
    }

    [Fact]
    public void FromKnowledge_FindingAdded_CanBeStatedAndCounts()
    {
        string tables = Copy();
        File.WriteAllText(Path.Combine(tables, "99-own.json"), """
            {"title": "Own", "variables": [
              {"id": "toes-curl", "label": "Toes curl", "scope": "leg", "kind": "finding", "category": "examination", "states": ["absent", "present"],
               "parents": ["muscle.tibialis-anterior"], "rows": [
                 {"when": {"muscle.tibialis-anterior": "normal"}, "p": {"present": 0.05}, "basis": "expert", "ess": 4, "note": "n"},
                 {"otherwise": true, "p": {"present": 0.8}, "basis": "expert", "ess": 4, "note": "n"}]}]}
            """);
        SpineModel own = SpineModel.FromKnowledge(KnowledgeBase.LoadFolder(tables));
        Assert.Equal(SpineModel.Default.Network.Variables.Length + 2, own.Network.Variables.Length);
        LegFinding added = Assert.IsType<LegFinding>(own.GetFinding("toes-curl"));
        Patient patient = own.Patient(50).Complains(Complaint.Leg, Side.Left);
        Assert.True(patient.Present(Leg.Left, added).Diagnose().PosteriorOf("left.muscle.tibialis-anterior")[0]
            < patient.Diagnose().PosteriorOf("left.muscle.tibialis-anterior")[0]);
        Assert.Throws<ArgumentException>(() => SpineModel.Default.GetFinding("toes-curl"));

        // The order of the shipped program serves the larger network: its program is hardly longer.
        Assert.InRange(((ExactEngine)own.Engine).ProgramLength, ((ExactEngine)SpineModel.Default.Engine).ProgramLength, 1.05 * ((ExactEngine)SpineModel.Default.Engine).ProgramLength);
    }

    [Fact]
    public void FromKnowledge_FindingTakenOut_IsRefusedByName()
    {
        string tables = Copy();
        File.Delete(Path.Combine(tables, "24-tension-tests.json"));
        string message = Assert.ThrowsAny<Exception>(() => SpineModel.FromKnowledge(KnowledgeBase.LoadFolder(tables))).Message;
        Assert.Contains("straight-leg-raise", message, StringComparison.Ordinal);
        Assert.Contains("is missing; expected a variable with the states absent, present", message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromKnowledge_TablesOfAnotherField_SaysWhatTheAnswersLack()
    {
        string message = Assert.Throws<ArgumentException>(() => SpineModel.FromKnowledge(
            KnowledgeBase.LoadFolder(Path.Combine(Repository.Root!, "samples", "OwnTables", "Tables")))).Message;
        Assert.StartsWith("The tables make a network from which the answers of this library cannot be read;", message, StringComparison.Ordinal);
        Assert.Contains("'cause' has the states disc-prolapse, bony-narrowing, carpal-tunnel, cubital-tunnel, referred; expected ", message, StringComparison.Ordinal);
        Assert.Contains("'sex' is missing; expected a variable with the states ", message, StringComparison.Ordinal);
        Assert.Contains(" more.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyTables_IntoAFolderThatHoldsSomething_IsRefused()
    {
        string tables = Copy();
        Assert.Contains("is not empty", Assert.Throws<IOException>(() => ShippedKnowledge.CopyTables(tables)).Message, StringComparison.Ordinal);
    }

    private static Patient Note(SpineModel model) => model.Patient(54, Sex.Male, Setting.PrimaryCare)
        .Present(Leg.Left, Findings.FootDrop).Absent(Leg.Left, Findings.TiptoeWalkImpaired).Present(Findings.LegPainWorseThanBackPain);

    private string Copy(string? sound = null, string? changed = null)
    {
        string folder = _folder.File("tables");
        ShippedKnowledge.CopyTables(folder);
        if (sound is not null)
        {
            string text = File.ReadAllText(Path.Combine(folder, Table));
            Assert.Contains(sound, text, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, Table), text.Replace(sound, changed, StringComparison.Ordinal), new UTF8Encoding(false));
        }

        return folder;
    }
}
