using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>A finding knows its variables from where it is stated; one of another model is bound once, by its id.</summary>
public sealed class BoundFindingTests : IDisposable
{
    private static readonly Patient Adult = SpineModel.Default.Patient(50);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Statement_ByText_IsTheTypedOne()
    {
        SpineModel model = SpineModel.Default;
        Assert.Equal(Adult.Present(Leg.Left, Findings.FootDrop).Observations[0], model.CreateStatement("left.foot-drop"));
        Assert.Equal(Adult.Present(Findings.FootDrop).Observations[0], model.CreateStatement("foot-drop"));
        Assert.Equal(Adult.Absent(Findings.Fever).Observations[0], model.CreateStatement("fever", kind: ObservationKind.Absent));
        Assert.Equal(
            Adult.Present(Leg.Right, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Reduced)).Observations[0], model.CreateStatement("right.achilles-reflex", "reduced"));
        Assert.Equal(Adult.Uncertain(Leg.Left, Findings.FootDrop, 3).Observations[0], model.CreateStatement("left.foot-drop", null, ObservationKind.Uncertain, 3));
    }

    [Theory]
    [InlineData("left.fever", "finding of the patient")]
    [InlineData("left.foot-dorp", "'foot-drop'")]
    [InlineData("middle.foot-drop", "Unknown finding 'middle.foot-drop'")]
    public void Statement_ThatCannotBe_SaysWhy(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => SpineModel.Default.CreateStatement(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Statement_WithoutALikelihoodRatio_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Observation.Of(Findings.Fever, kind: ObservationKind.Uncertain, likelihoodRatio: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Observation.Of(Findings.FootDrop, (Leg)7));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Observation.Of(Findings.FootDrop, kind: (ObservationKind)7));
        Assert.Throws<ArgumentException>(static () => Observation.Of(Findings.Fever, Leg.Left));
    }

    [Fact]
    public void Finding_OfAnotherModel_IsBoundToTheVariablesOfThisOne()
    {
        SpineModel own = Own();
        Patient patient = own.Patient(50).Present(Leg.Right, Findings.FootDrop).Present(Findings.Fever).Absent(Findings.RecentSpinalProcedure);
        Assert.NotEqual(SpineModel.Default.Network["left.foot-drop"].Index, own.Network["left.foot-drop"].Index);
        var bound = Assert.IsType<LegFinding>(patient.Observations[0].Finding);
        Assert.Equal(own.Network["right.foot-drop"].Index, bound.PlaceIn(Leg.Right));
        Assert.Equal(own.Network["fever"].Index, patient.Observations[1].Finding.Place);
        Assert.True(patient.Observations[2].Finding.IsRuleOnly);

        // Once: what is bound is taken as it is.
        Assert.Same(bound, patient.With(patient.Observations[0]).Observations[^1].Finding);
        Diagnosis diagnosis = patient.Diagnose();
        Assert.Equal(1, diagnosis.Evidence.ObservedStateOf(own.Network["right.foot-drop"]));
        Assert.Equal(2, diagnosis.Evidence.Variables.Count(static v => v.Name is "right.foot-drop" or "fever"));
    }

    [Fact]
    public void Finding_ThatTheModelLacks_IsRefusedByName()
    {
        Finding added = Own().GetFinding("toes-curl");
        string message = Assert.Throws<ArgumentException>(() => Adult.Present(added)).Message;
        Assert.Contains("'toes-curl' is a finding of another model", message, StringComparison.Ordinal);
    }

    // The shipped tables with a finding before all others of a leg, so that the variables after it stand elsewhere.
    private SpineModel Own()
    {
        string tables = _folder.File("Tables");
        if (!Directory.Exists(tables))
        {
            ShippedKnowledge.CopyTables(tables);
            File.WriteAllText(Path.Combine(tables, "01-own.json"), """
                {"title": "Own", "variables": [
                  {"id": "toes-curl", "label": "Toes curl", "scope": "leg", "kind": "finding", "category": "examination", "states": ["absent", "present"],
                   "parents": ["sex"], "rows": [
                     {"when": {"sex": "male"}, "p": {"present": 0.2}, "basis": "expert", "ess": 4, "note": "n"},
                     {"otherwise": true, "p": {"present": 0.1}, "basis": "expert", "ess": 4, "note": "n"}]}]}
                """);
        }

        return SpineModel.FromKnowledge(KnowledgeBase.LoadFolder(tables));
    }
}
