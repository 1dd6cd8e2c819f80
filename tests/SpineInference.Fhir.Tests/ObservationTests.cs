using System.Collections.Immutable;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using static SpineInference.Fhir.Tests.Records;

namespace SpineInference.Fhir.Tests;

/// <summary>What an Observation says: presence, states, measured values, and what is no statement.</summary>
public class ObservationTests
{
    public static TheoryData<string, DataType, string> Values => new()
    {
        { "fever", Yes, "fever present" },
        { "fever", No, "fever absent" },
        { "fever", State("present"), "fever present" },
        { "fever", State("absent"), "fever absent" },
        { "fever=absent", Yes, "fever absent" },
        { "left.achilles-reflex", State("reduced"), "left.achilles-reflex = reduced" },
        { "left.achilles-reflex", Concept(FhirSystems.Hpo, "HP:0003438"), "left.achilles-reflex = absent" },
        { "left.achilles-reflex=reduced", Yes, "left.achilles-reflex = reduced" },
        { "left.achilles-reflex=reduced", No, "left.achilles-reflex not = reduced" },
        { "left.achilles-reflex=reduced", State("reduced"), "left.achilles-reflex = reduced" },
        { "left.quadriceps-strength", new Integer(5), "left.quadriceps-strength = normal" },
        { "left.quadriceps-strength", new Integer(4), "left.quadriceps-strength = weak" },
        { "left.quadriceps-strength", new Quantity { Value = 0, Unit = "{score}" }, "left.quadriceps-strength = severely-weak" },
        { "ankle-brachial-index", new Quantity { Value = 0.85m }, "ankle-brachial-index-low present" },
        { "ankle-brachial-index", new Quantity { Value = 0.9m, Code = "1" }, "ankle-brachial-index-low absent" },
    };

    public static TheoryData<string, DataType?, NotUnderstoodReason> Unusable => new()
    {
        { "fever", null, NotUnderstoodReason.NoValue },
        { "fever", new FhirString("no"), NotUnderstoodReason.UnusableValue },
        { "fever", new CodeableConcept { Text = "yes" }, NotUnderstoodReason.UnusableValue },
        { "fever", new Quantity { Value = 39, Unit = "Cel" }, NotUnderstoodReason.UnusableValue },
        { "left.achilles-reflex", Yes, NotUnderstoodReason.UnusableValue },
        { "left.quadriceps-strength", new Quantity { Value = 4, Comparator = Quantity.QuantityComparator.LessThan }, NotUnderstoodReason.UnusableValue },
        { "left.achilles-reflex", new Integer(2), NotUnderstoodReason.UnusableValue },
        { "ankle-brachial-index", new Quantity { Value = 0.9m, Unit = "mm[Hg]" }, NotUnderstoodReason.UnusableValue },
        { "ankle-brachial-index", Yes, NotUnderstoodReason.UnusableValue },
        { "complaint", Yes, NotUnderstoodReason.UnusableValue },
    };

    public static TheoryData<string, DataType, string> Faulty => new()
    {
        { "fever", State("normal"), "'fever' has no state 'normal'. Its states: absent, present." },
        { "left.achilles-reflex=reduced", State("absent"), "The code says 'reduced', the value 'absent'" },
        { "left.quadriceps-strength", new Integer(6), "whole MRC grade from 0 to 5" },
        { "left.quadriceps-strength", new Quantity { Value = 3.5m }, "whole MRC grade from 0 to 5" },
        { "ankle-brachial-index", new Quantity { Value = 85 }, "lies between 0 and 3; got 85" },
        { "left.fever", Yes, "a finding of the patient, not of a leg" },
        { "left.foot-drop=gone", Yes, "no state 'gone'" },
        { "complaint", State("head"), "'complaint' has no state 'head'" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Read_AValue_IsTheStatement(string code, DataType value, string statement)
    {
        FhirReading reading = Read(Seen(code, value));

        Assert.Equal([statement], Statements(reading));
        Assert.Empty(reading.NotUnderstood);
    }

    [Fact]
    public void Read_AVeryLowIndex_IsBothItsFindings() => Assert.Equal(
        ["ankle-brachial-index-low present", "ankle-brachial-index-very-low present"],
        Statements(Read(Seen("ankle-brachial-index", new Quantity { Value = 0.35m }))));

    [Fact]
    public void Read_AFindingOfRulesAlone_IsTheStatementAndFiresItsRule()
    {
        FhirReading reading = Read(Seen("left.calf-swollen", Yes));

        Assert.Equal(["left.calf-swollen present"], Statements(reading));
        Assert.Equal("deep-vein-thrombosis", Assert.Single(reading.Patient.Diagnose().RedFlags).Id);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Read_AValueThatSaysNothing_IsListedAndStaysUnknown(string code, DataType? value, NotUnderstoodReason reason)
    {
        FhirReading reading = Read(Person(null), Seen(code, value));

        Assert.Empty(reading.Patient.Observations);
        Assert.Equal(reason, Assert.Single(reading.NotUnderstood, static n => n.Reference == "Observation/r1").Reason);
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Read_AValueThatCannotBe_IsAFault(string code, DataType value, string message) =>
        Assert.Contains(message, Assert.Single(Refused(Person(null), Seen(code, value)).Faults).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(ObservationStatus.EnteredInError)]
    [InlineData(ObservationStatus.Cancelled)]
    [InlineData(ObservationStatus.Registered)]
    [InlineData(ObservationStatus.Unknown)]
    [InlineData(null)]
    public void Read_AStatusWithoutAResult_IsListed(ObservationStatus? status)
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", Yes);
        observation.Status = status;

        FhirReading reading = Read(Person(null), observation);

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains(reading.NotUnderstood, static n => n is { Reason: NotUnderstoodReason.Status, Path: "Bundle.entry[1].resource.status" });
    }

    [Fact]
    public void Read_DataAbsentReason_LeavesTheFindingUnknown()
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", null);
        observation.DataAbsentReason = Concept("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed");

        FhirReading reading = Read(Person(null), observation);

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains("not-performed", Assert.Single(reading.NotUnderstood, static n => n.Reference == "Observation/r1").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POS", null, "fever present")]
    [InlineData("NEG", null, "fever absent")]
    [InlineData("POS", true, "fever present")]
    public void Read_Interpretation_SaysPresence(string interpretation, bool? value, string statement)
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", value is null ? null : new FhirBoolean(value));
        observation.Interpretation = [Concept(Interpretation, interpretation)];

        Assert.Equal([statement], Statements(Read(observation)));
    }

    [Fact]
    public void Read_InterpretationAgainstTheValue_IsAFault()
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", No);
        observation.Interpretation = [Concept(Interpretation, "POS")];

        Assert.Contains("The value is false, the interpretation POS", Assert.Single(Refused(Person(null), observation).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnUnknownInterpretation_IsListedAndTheValueUsed()
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", Yes);
        observation.Interpretation = [Concept(Interpretation, "A")];

        FhirReading reading = Read(observation);

        Assert.Equal(["fever present"], Statements(reading));
        Assert.Equal(NotUnderstoodReason.IgnoredElement, Assert.Single(reading.NotUnderstood).Reason);
    }

    [Fact]
    public void Read_ALikelihoodRatio_IsSoftEvidence()
    {
        Hl7.Fhir.Model.Observation observation = Seen("left.heel-walk-impaired", null);
        observation.Extension.Add(new Extension(FhirSystems.LikelihoodRatio, new FhirDecimal(2.5m)));

        Assert.Equal(["left.heel-walk-impaired with likelihood ratio 2.5"], Statements(Read(observation)));
    }

    [Theory]
    [InlineData(0, null, "positive decimal")]
    [InlineData(2, true, "both a value and a likelihood ratio")]
    public void Read_ALikelihoodRatioThatIsNone_IsAFault(int ratio, bool? value, string message)
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", value is null ? null : new FhirBoolean(value));
        observation.Extension.Add(new Extension(FhirSystems.LikelihoodRatio, new FhirDecimal(ratio)));

        Assert.Contains(message, Assert.Single(Refused(Person(null), observation).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AModifierThatIsNotKnown_IsNeverPassedOver()
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", Yes);
        observation.ModifierExtension.Add(new Extension("urn:example:not", new FhirBoolean(true)));
        Hl7.Fhir.Model.Observation panel = Seen("fever", null);
        panel.Component.Add(new() { Code = Concept(FhirSystems.Finding, "night-pain"), Value = Yes, ModifierExtension = [new Extension("urn:example:not", Yes)] });

        FhirReading reading = Read(Person(null), observation, panel);

        Assert.Empty(reading.Patient.Observations);
        Assert.Equal(2, reading.NotUnderstood.Count(static n => n.Reason == NotUnderstoodReason.ModifierExtension));
    }

    [Fact]
    public void Read_AFindingThatHasOnlyComponents_IsListedAsWithoutAValue()
    {
        FhirReading reading = Read(Person(null), OfProfile("absent"));

        Assert.Empty(reading.Patient.Observations);
        Assert.Equal(
            [NotUnderstoodReason.NoValue, NotUnderstoodReason.UnknownCode],
            reading.NotUnderstood.Where(static n => n.Reference == "Observation/r1").Select(static n => n.Reason));
    }

    [Theory]
    [InlineData("absent", "left.foot-drop absent")]
    [InlineData("present", "left.foot-drop present")]
    public void Read_AComponentOfPresence_SaysWhetherTheFindingIsThere(string presence, string statement)
    {
        var options = new FhirReadOptions
        {
            PresenceComponents = [new FhirCode("urn:example", "presence")],
            States = ImmutableDictionary<FhirCode, string>.Empty.Add(new FhirCode("urn:example", "no"), "absent").Add(new FhirCode("urn:example", "yes"), "present"),
        };

        FhirReading reading = FhirPatientReader.Read(Of(OfProfile(presence)), SpineModel.Default, options);

        Assert.Equal([statement], Statements(reading));
        Assert.Empty(reading.NotUnderstood);
    }

    [Fact]
    public void Read_AComponentOfPresenceBesideAValue_IsAFault()
    {
        Hl7.Fhir.Model.Observation observation = OfProfile("absent");
        observation.Value = Yes;
        var options = new FhirReadOptions { PresenceComponents = [new FhirCode("urn:example", "presence")] };

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.Read(Of(Person(null), observation), SpineModel.Default, options));

        Assert.Contains("expected one", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_APanel_SaysNothingOfItself()
    {
        Hl7.Fhir.Model.Observation panel = Seen("12345-6", null, system: "http://loinc.org");
        panel.Component.Add(new() { Code = Concept(FhirSystems.Finding, "fever"), Value = No });

        FhirReading reading = Read(panel);

        Assert.Equal(["fever absent"], Statements(reading));
        Assert.Empty(reading.NotUnderstood);
    }

    [Fact]
    public void Systems_OfStatus_AreThoseOfTheSdk()
    {
        Assert.All(Enum.GetValues<Condition.ConditionClinicalStatusCodes>(), static c => Assert.Equal(FhirSystems.ClinicalStatus, c.GetSystem()));
        Assert.All(Enum.GetValues<Condition.ConditionVerificationStatus>(), static c => Assert.Equal(FhirSystems.VerificationStatus, c.GetSystem()));
        Assert.Equal(
            ["active", "inactive", "recurrence", "relapse", "remission", "resolved"],
            Enum.GetValues<Condition.ConditionClinicalStatusCodes>().Select(static c => c.GetLiteral()).Order(StringComparer.Ordinal));
    }

    private static Hl7.Fhir.Model.Observation OfProfile(string presence)
    {
        Hl7.Fhir.Model.Observation observation = Seen("HP:0009027", null, "left", system: FhirSystems.Hpo);
        observation.Component.Add(new() { Code = Concept("urn:example", "presence"), Value = Concept("urn:example", presence == "absent" ? "no" : "yes") });
        return observation;
    }
}
