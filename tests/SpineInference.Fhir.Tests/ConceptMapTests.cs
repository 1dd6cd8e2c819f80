using Hl7.Fhir.Model;

namespace SpineInference.Fhir.Tests;

/// <summary>A caller's concept map. All its codes are invented.</summary>
public class ConceptMapTests
{
    private const string Findings = "urn:example:clinic:findings";
    private const string Answers = "urn:example:clinic:answers";
    private const string Places = "urn:example:clinic:places";

    private static FhirConceptMap Clinic => FhirConceptMap.ReadJson(Records.Json("clinic.json"), SpineModel.Default);

    [Fact]
    public void ReadJson_EachEquivalence_SaysWhatItCan_AndTheRestIsListed()
    {
        FhirConceptMap map = Clinic;

        Assert.Equal("urn:example:clinic-to-spineinference", map.Url);
        Assert.Equal(["F-100 foot-drop", "F-300 achilles-reflex=absent"], map.Codes.Select(static c => $"{c.Key.Code} {c.Value}").Order());
        Assert.Equal(["F-200 diabetes"], map.NarrowerCodes.Select(static c => $"{c.Key.Code} {c.Value}"));
        Assert.Equal(["A-1 present", "A-2 absent"], map.States.Select(static c => $"{c.Key.Code} {c.Value}").Order());
        Assert.Equal(["P-L Left", "P-R Right"], map.Legs.Select(static c => $"{c.Key.Code} {c.Value}").Order());
        Assert.Equal(
            [("ConceptMap.group[0].element[3].target[0].equivalence", NotUnderstoodReason.UnusableCode), ("ConceptMap.group[0].element[4].target[0].equivalence", NotUnderstoodReason.UnusableCode)],
            map.NotUsed.Select(static n => (n.Path, n.Reason)));
    }

    [Fact]
    public void AddTo_ARecordInTheClinicsCodes_IsRead()
    {
        Hl7.Fhir.Model.Observation drop = Records.Seen("F-100", Records.Concept(Answers, "A-1"), system: Findings);
        drop.BodySite = Records.Concept(Places, "P-L");

        FhirReading reading = FhirPatientReader.Read(
            Records.Of(
                drop,
                Records.Seen("fever", Records.Concept(Answers, "A-2")),
                Records.Problem("F-200", verification: "refuted", system: Findings),
                Records.Problem("F-300", system: Findings),
                Records.Problem("F-400", system: Findings)),
            SpineModel.Default,
            Clinic.AddTo(new FhirReadOptions { Setting = Setting.SpineClinic }));

        Assert.Equal(["left.foot-drop present", "fever absent", "left.achilles-reflex = absent"], Records.Statements(reading));
        Assert.Equal(Setting.SpineClinic, reading.Patient.Setting);
        Assert.Equal([NotUnderstoodReason.UnusableCode, NotUnderstoodReason.UnknownCode], reading.NotUnderstood.Select(static n => n.Reason));
    }

    [Theory]
    [InlineData(ConceptMapEquivalence.Relatedto)]
    [InlineData(ConceptMapEquivalence.Narrower)]
    [InlineData(ConceptMapEquivalence.Specializes)]
    [InlineData(ConceptMapEquivalence.Inexact)]
    [InlineData(ConceptMapEquivalence.Unmatched)]
    [InlineData(ConceptMapEquivalence.Disjoint)]
    public void Read_EquivalenceThatDoesNotImplyTheFinding_IsNeverUsed(ConceptMapEquivalence equivalence)
    {
        ConceptMap map = Map(FhirSystems.Finding, ("a", "fever", ConceptMapEquivalence.Equal), ("b", "foot-drop", equivalence));

        FhirConceptMap read = FhirConceptMap.Read(map, SpineModel.Default);

        Assert.Equal("a", Assert.Single(read.Codes).Key.Code);
        Assert.Empty(read.NarrowerCodes);
        Assert.Contains("does not imply", Assert.Single(read.NotUsed).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConceptMapEquivalence.Wider)]
    [InlineData(ConceptMapEquivalence.Subsumes)]
    public void Read_TargetWiderThanTheCode_SaysPresentOnly(ConceptMapEquivalence equivalence)
    {
        FhirConceptMap read = FhirConceptMap.Read(Map(FhirSystems.Finding, ("b", "foot-drop", equivalence)), SpineModel.Default);

        Assert.Empty(read.Codes);
        Assert.Equal("foot-drop", Assert.Single(read.NarrowerCodes).Value);
    }

    [Fact]
    public void Read_SeveralFaults_ReportsAllOfThem()
    {
        ConceptMap map = Map(
            FhirSystems.Finding, ("a", "foot-dorp", ConceptMapEquivalence.Equal), ("b", "fever", ConceptMapEquivalence.Equal), ("b", "night-pain", ConceptMapEquivalence.Equal),
            ("c", "left.fever", ConceptMapEquivalence.Equal), ("d", "fever", ConceptMapEquivalence.Equal), ("d", "fever", ConceptMapEquivalence.Wider));
        map.Group.Add(Map(FhirSystems.State, ("e", "presnt", ConceptMapEquivalence.Equal)).Group[0]);
        map.Group.Add(Map(FhirSystems.Leg, ("f", "middle", ConceptMapEquivalence.Equal)).Group[0]);
        map.Group[2].Source = null;
        map.Group.Add(Map(FhirSystems.Leg, ("f", "middle", ConceptMapEquivalence.Equal)).Group[0]);
        map.Status = PublicationStatus.Retired;

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirConceptMap.Read(map, SpineModel.Default));

        Assert.Equal(
            ["retired", "Did you mean 'foot-drop'?", "'fever' and to 'night-pain'", "finding of the patient", "mapped twice", "no code 'presnt'", "system of its codes", "no code 'middle'"],
            refusal.Faults.Zip(["retired", "Did you mean 'foot-drop'?", "'fever' and to 'night-pain'", "finding of the patient", "mapped twice", "no code 'presnt'", "system of its codes", "no code 'middle'"],
                static (fault, part) => fault.Message.Contains(part, StringComparison.Ordinal) ? part : fault.Message));
    }

    [Fact]
    public void Read_ConditionalTargetsAndOtherSystems_AreListed()
    {
        ConceptMap map = Map(FhirSystems.Finding, ("a", "fever", ConceptMapEquivalence.Equal), ("b", "foot-drop", ConceptMapEquivalence.Equal));
        map.Group[0].Element[1].Target[0].DependsOn.Add(new ConceptMap.OtherElementComponent { Property = "urn:example:age", Value = "old" });
        map.Group[0].Unmapped = new ConceptMap.UnmappedComponent { Mode = ConceptMap.ConceptMapGroupUnmappedMode.Fixed, Code = "foot-drop" };
        map.Group.Add(Map("http://loinc.org", ("c", "x", ConceptMapEquivalence.Equal)).Group[0]);

        FhirConceptMap read = FhirConceptMap.Read(map, SpineModel.Default);

        Assert.Equal("a", Assert.Single(read.Codes).Key.Code);
        Assert.Equal([NotUnderstoodReason.IgnoredElement, NotUnderstoodReason.ModifierExtension, NotUnderstoodReason.UnknownCode], read.NotUsed.Select(static n => n.Reason));
    }

    [Fact]
    public void Read_NothingUsable_IsRefused_WithTheList()
    {
        FhirFormatException refusal = Assert.Throws<FhirFormatException>(
            () => FhirConceptMap.Read(Map(FhirSystems.Finding, ("a", "fever", ConceptMapEquivalence.Inexact)), SpineModel.Default));

        Assert.Contains("no code that can be used", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Single(refusal.NotUnderstood);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"resourceType\": \"Patient\"}")]
    [InlineData("{\"resourceType\": \"ConceptMap\", \"status\": \"active\", \"group\": [{\"element\": [{\"code\": \"a\", \"target\": [{\"code\": \"fever\", \"equivalence\": \"same\"}]}]}]}")]
    public void ReadJson_NoConceptMapOfR4_IsRefused(string json) =>
        Assert.NotEmpty(Assert.Throws<FhirFormatException>(() => FhirConceptMap.ReadJson(json, SpineModel.Default)).Faults);

    [Fact]
    public void AddTo_OptionsThatSayAnotherThing_AreRefused()
    {
        var code = new FhirCode(Findings, "F-100");
        var options = new FhirReadOptions { Codes = System.Collections.Immutable.ImmutableDictionary<FhirCode, string>.Empty.Add(code, "fever") };

        Assert.Contains(code.ToString(), Assert.Throws<ArgumentException>(() => Clinic.AddTo(options)).Message, StringComparison.Ordinal);
        Assert.Equal("foot-drop", Clinic.AddTo(options with { Codes = options.Codes.SetItem(code, "foot-drop") }).Codes[code]);
    }

    private static ConceptMap Map(string target, params (string Source, string Target, ConceptMapEquivalence Equivalence)[] elements) => new()
    {
        Status = PublicationStatus.Active,
        Group =
        [
            new ConceptMap.GroupComponent
            {
                Source = "urn:example:x",
                Target = target,
                Element = [.. elements.Select(static e => new ConceptMap.SourceElementComponent
                {
                    Code = e.Source,
                    Target = [new ConceptMap.TargetElementComponent { Code = e.Target, Equivalence = e.Equivalence }],
                })],
            },
        ],
    };
}
