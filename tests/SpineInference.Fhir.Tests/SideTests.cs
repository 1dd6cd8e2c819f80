using System.Collections.Immutable;
using Hl7.Fhir.Model;
using SpineInference.Anatomy;
using static SpineInference.Fhir.Tests.Records;

namespace SpineInference.Fhir.Tests;

/// <summary>Which leg a finding belongs to.</summary>
public class SideTests
{
    private const string Snomed = "http://snomed.info/sct";

    public static TheoryData<CodeableConcept, string> Sites => new()
    {
        { Concept(FhirSystems.Leg, "left"), "left.foot-drop present" },
        { Concept(FhirSystems.Hpo, "HP:0012834"), "right.foot-drop present" },
        { new CodeableConcept { Text = "Left" }, "left.foot-drop present" },
        { new CodeableConcept { Text = "right lower limb" }, "right.foot-drop present" },
    };

    [Theory]
    [MemberData(nameof(Sites))]
    public void Read_ABodySite_SaysTheLeg(CodeableConcept site, string statement)
    {
        Hl7.Fhir.Model.Observation observation = Seen("foot-drop", Yes);
        observation.BodySite = site;

        Assert.Equal([statement], Statements(Read(observation)));
    }

    [Theory]
    [InlineData("left hand")]
    [InlineData("leftover")]
    [InlineData("both")]
    public void Read_ATextThatSaysMore_IsListedAndNotUsed(string text)
    {
        Hl7.Fhir.Model.Observation observation = Seen("foot-drop", Yes);
        observation.BodySite = new CodeableConcept { Text = text };

        FhirReading reading = Read(Person(null), observation);

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.BodySite);
    }

    [Fact]
    public void Read_AnUnknownSiteOfALegFinding_IsNotGuessed()
    {
        Hl7.Fhir.Model.Observation observation = Seen("foot-drop", Yes);
        observation.BodySite = Concept(Snomed, "1234");

        FhirReading reading = Read(Person(null), observation);

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains("1234", Assert.Single(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.BodySite).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnUnknownSiteOfAFindingOfThePatient_IsListedAndTheFindingUsed()
    {
        Hl7.Fhir.Model.Observation observation = Seen("urinary-retention", Yes);
        observation.BodySite = Concept(Snomed, "1234");

        FhirReading reading = Read(observation);

        Assert.Equal(["urinary-retention present"], Statements(reading));
        Assert.Equal(NotUnderstoodReason.IgnoredElement, Assert.Single(reading.NotUnderstood).Reason);
    }

    [Fact]
    public void Read_CodesOfTheCaller_AreUsedBeforeTheTable()
    {
        var options = new FhirReadOptions
        {
            Codes = ImmutableDictionary<FhirCode, string>.Empty.Add(new FhirCode(Snomed, "111"), "foot-drop"),
            Legs = ImmutableDictionary<FhirCode, Leg>.Empty.Add(new FhirCode(Snomed, "222"), Leg.Right),
        };
        Hl7.Fhir.Model.Observation observation = Seen("111", No, system: Snomed);
        observation.BodySite = Concept(Snomed, "222");

        FhirReading reading = FhirPatientReader.Read(Of(observation), SpineModel.Default, options);

        Assert.Equal(["right.foot-drop absent"], Statements(reading));
        Assert.Equal(new FhirCode(Snomed, "111"), Assert.Single(reading.Understood).Code);
    }

    [Fact]
    public void Read_ACodeOfTheCallerThatMeansNothing_IsAnArgumentFault()
    {
        var options = new FhirReadOptions { Codes = ImmutableDictionary<FhirCode, string>.Empty.Add(new FhirCode(Snomed, "111"), "foot-dorp") };

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => FhirPatientReader.Read(Of(), SpineModel.Default, options));

        Assert.Contains("Did you mean 'foot-drop'?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CodeAndSiteThatDisagree_IsAFault() => Assert.Contains(
        "says left, the body site right", Assert.Single(Refused(Person(null), Seen("left.foot-drop", Yes, "right")).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_TwoSitesOfACondition_AreBothLegs()
    {
        Condition condition = Problem("foot-pain");
        condition.BodySite = [Concept(FhirSystems.Leg, "left"), Concept(FhirSystems.Leg, "right")];

        Assert.Equal(["left.foot-pain present", "right.foot-pain present"], Statements(Read(condition)));
    }

    [Fact]
    public void Read_NoSideAndOneLegNamed_JoinsThatLeg() => Assert.Equal(
        ["right.foot-drop present", "right.leg-pain present"], Statements(Read(Seen("foot-drop", Yes), Seen("leg-pain", Yes, "right"))));

    [Fact]
    public void Read_NoSideAndNoLegNamed_BelongsToTheAffectedLeg() =>
        Assert.Equal(["foot-drop present"], Statements(Read(Seen("foot-drop", Yes))));

    [Fact]
    public void Read_NoSideAndBothLegsNamed_IsAFault() => Assert.Contains(
        "names both legs",
        Assert.Single(Refused(Person(null), Seen("foot-drop", Yes), Seen("leg-pain", Yes, "right"), Seen("leg-pain", No, "left")).Faults).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_CodesOfOneConcept_AreOneFinding()
    {
        Hl7.Fhir.Model.Observation observation = Seen("HP:0009027", Yes, system: FhirSystems.Hpo);
        observation.Code.Coding.Add(new Coding(Snomed, "6077001"));
        observation.Code.Coding.Add(new Coding(FhirSystems.Finding, "left.foot-drop"));

        FhirReading reading = Read(observation);

        Assert.Equal(["left.foot-drop present"], Statements(reading));
        Assert.Empty(reading.NotUnderstood);
    }

    [Fact]
    public void Read_CodesOfDifferentFindings_AreListed()
    {
        Hl7.Fhir.Model.Observation observation = Seen("HP:0009027", Yes, system: FhirSystems.Hpo);
        observation.Code.Coding.Add(new Coding(FhirSystems.Finding, "fever"));

        Assert.Contains(Read(Person(null), observation).NotUnderstood, static n => n.Reason == NotUnderstoodReason.AmbiguousCode);
    }
}
