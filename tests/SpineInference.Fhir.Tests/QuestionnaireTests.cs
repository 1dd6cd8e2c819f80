using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using SpineInference.Anatomy;
using SpineInference.Fhir.Reading;
using Status = Hl7.Fhir.Model.QuestionnaireResponse.QuestionnaireResponseStatus;

namespace SpineInference.Fhir.Tests;

/// <summary>The findings as a Questionnaire, and its answers.</summary>
public class QuestionnaireTests
{
    private static readonly FindingCatalog Catalog = new(SpineModel.Default);

    [Fact]
    public void Questionnaire_AsksForEveryFindingOnce_WithItsStates()
    {
        Questionnaire questionnaire = FhirQuestionnaire.Of(SpineModel.Default);
        Questionnaire.ItemComponent[] items = [.. All(questionnaire.Item)];
        Questionnaire.ItemComponent[] asked = [.. items.Where(static i => i.Type != Questionnaire.QuestionnaireItemType.Group)];

        Assert.Equal(items.Length, items.Select(static i => i.LinkId).Distinct().Count());
        Assert.Equal(
            SpineModel.Default.DescribedFindings.SelectMany(static f => f.IsOfLeg ? Legs.All.Select(l => $"{l.Id}.{f.Id}") : [f.Id])
                .Concat(["complaint", "complaint-side", "setting", "ankle-brachial-index"]).Order(),
            asked.Select(static i => i.LinkId!).Order());
        foreach (Questionnaire.ItemComponent item in asked.Where(static i => i.Type == Questionnaire.QuestionnaireItemType.Choice))
        {
            Assert.True(Catalog.TryParse(item.LinkId!, default, true, out CodeTarget? target, out _), item.LinkId);
            IEnumerable<string> states = FindingCatalog.IsContext(target.Id) ? Catalog.Contexts.First(c => c.Id == target.Id).Variable.States : Catalog[target.Id].States;
            Assert.Equal(states, item.AnswerOption.Select(static o => ((Coding)o.Value!).Code!));
        }
    }

    [Fact]
    public void Questionnaire_HasTheTopicsInOrder_AndAGroupForEachLeg()
    {
        Questionnaire questionnaire = FhirQuestionnaire.Of(SpineModel.Default);

        Assert.Equal(
            ["topic:about", .. FindingTopics.All.Where(t => SpineModel.Default.DescribedFindings.Any(f => FindingTopics.Of(f) == t)).Select(static t => $"topic:{t.Id}")],
            questionnaire.Item.Select(static i => i.LinkId!));
        Questionnaire.ItemComponent strength = questionnaire.Item.Single(static i => i.LinkId == "topic:strength");
        Assert.Equal(["topic:strength/left", "topic:strength/right"], strength.Item.Select(static i => i.LinkId!));
        Assert.All(strength.Item[1].Item, static i => Assert.StartsWith("right.", i.LinkId!, StringComparison.Ordinal));
    }

    [Fact]
    public void Response_Answers_AreFindings_AndTheUnansweredIsUnknown()
    {
        FhirReading reading = Records.Read(Response(
            Answered("complaint", State("leg")), Answered("complaint-side", State("left")),
            Answered("left.foot-drop", State("present")), Answered("fever", new FhirBoolean(false)), Answered("left.achilles-reflex", State("reduced")),
            Answered("left.tibialis-anterior-strength", new Integer(3)), Answered("ankle-brachial-index", new FhirDecimal(0.8m)),
            new QuestionnaireResponse.ItemComponent { LinkId = "night-pain" }));

        Assert.Equal(
            ["left.foot-drop present", "fever absent", "left.achilles-reflex = reduced", "left.tibialis-anterior-strength = severely-weak", "ankle-brachial-index-low present"],
            Records.Statements(reading));
        Assert.Equal((Complaint.Leg, Side.Left), (reading.Patient.Complaint, reading.Patient.ComplaintSide));
        Assert.Empty(reading.NotUnderstood);
        Assert.Equal("Bundle.entry[1].resource.item[0].item[2]", reading.Understood[2].Path);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Response_EachOptionOfEachItem_IsUnderstood(int seed)
    {
        var random = new Random(seed);
        Questionnaire.ItemComponent[] asked = [.. All(FhirQuestionnaire.Of(SpineModel.Default).Item).Where(static i => i.Type == Questionnaire.QuestionnaireItemType.Choice)];
        var items = asked.Select(i => Answered(i.LinkId!, (DataType)i.AnswerOption[random.Next(i.AnswerOption.Count)].Value!.DeepCopy())).ToArray();

        FhirReading reading = FhirPatientReader.Read(Records.Of(Response(items)), SpineModel.Default);

        Assert.Equal(asked.Length, reading.Understood.Length);
        Assert.Empty(reading.NotUnderstood);
    }

    [Fact]
    public void Response_FaultyAnswers_AreAllTold()
    {
        QuestionnaireResponse.ItemComponent twice = Answered("fever", new FhirBoolean(true));
        twice.Answer.Add(new QuestionnaireResponse.AnswerComponent { Value = new FhirBoolean(false) });

        FhirFormatException refusal = Records.Refused(Response(Answered("left.foot-dorp", State("present")), twice, Answered("left.foot-drop", State("reduced")), Answered("night-pain", State("absent"))));

        Assert.Equal(3, refusal.Faults.Length);
        Assert.Contains("foot-drop", refusal.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("2 answers", refusal.Faults[1].Message, StringComparison.Ordinal);
        Assert.Contains("no state 'reduced'", refusal.Faults[2].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Status.InProgress, FhirSystems.Questionnaire, NotUnderstoodReason.Status)]
    [InlineData(Status.EnteredInError, FhirSystems.Questionnaire, NotUnderstoodReason.Status)]
    [InlineData(Status.Completed, "urn:example:another", NotUnderstoodReason.UnknownCode)]
    [InlineData(Status.Completed, null, NotUnderstoodReason.UnknownCode)]
    public void Response_NotToRelyOnOrOfAnother_AloneIsRefused_WithTheList(Status status, string? asked, NotUnderstoodReason reason)
    {
        QuestionnaireResponse response = Response(Answered("left.foot-drop", State("present")));
        (response.Status, response.Questionnaire) = (status, asked);

        FhirFormatException refusal = Records.Refused(response);

        Assert.True(refusal.IsNothingUnderstood);
        Assert.Equal(reason, Assert.Single(refusal.NotUnderstood).Reason);
    }

    [Fact]
    public void Questionnaire_Written_ReadsBackStrictly()
    {
        Questionnaire questionnaire = FhirQuestionnaire.Of(SpineModel.Default);

        Assert.True(FhirJsonDeserializer.STRICT.DeserializeResource(FhirJson.Write(questionnaire)).IsExactly(questionnaire));
    }

    private static IEnumerable<Questionnaire.ItemComponent> All(IEnumerable<Questionnaire.ItemComponent> items) =>
        items.SelectMany(static i => All(i.Item).Prepend(i));

    private static Coding State(string state) => new(FhirSystems.State, state);

    private static QuestionnaireResponse.ItemComponent Answered(string linkId, DataType value) =>
        new() { LinkId = linkId, Answer = [new QuestionnaireResponse.AnswerComponent { Value = value }] };

    private static QuestionnaireResponse Response(params QuestionnaireResponse.ItemComponent[] items) => new()
    {
        Status = Status.Completed,
        Questionnaire = $"{FhirSystems.Questionnaire}|{SpineModel.Version}",
        Subject = new ResourceReference("Patient/p1"),
        Authored = "2024-05-03",
        Item = [new QuestionnaireResponse.ItemComponent { LinkId = "topic:about", Item = [.. items] }],
    };
}
