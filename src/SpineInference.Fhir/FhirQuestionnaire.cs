using Hl7.Fhir.Model;
using SpineInference.Anatomy;
using SpineInference.Fhir.Reading;
using SpineInference.Knowledge;

namespace SpineInference.Fhir;

/// <summary>The findings of a model as a FHIR R4 Questionnaire, whose answers <see cref="FhirPatientReader"/> reads.</summary>
/// <remarks>
/// <para>Each item asks for one finding, and its link id is the finding's code of <see cref="FhirSystems.Finding"/>, such as
/// <c>left.foot-drop</c> or <c>fever</c>; the answer options are its states. What is not answered is unknown, and nothing is required. Items
/// stand in groups by topic, those of a leg in a group of each leg.</para>
/// <para>Stateless and safe for concurrent use.</para>
/// </remarks>
public static class FhirQuestionnaire
{
    private const string GroupPrefix = "topic:";

    /// <summary>Writes the Questionnaire.</summary>
    /// <param name="model">The model whose findings are asked for.</param>
    /// <returns>The resource, of the version of the library.</returns>
    public static Questionnaire Of(SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var catalog = new FindingCatalog(model);
        ILookup<FindingTopic, DescribedFinding> sorted = catalog.Findings.ToLookup(FindingTopics.Of);
        return new Questionnaire
        {
            Id = FhirSystems.Questionnaire.Replace(':', '-'),
            Url = FhirSystems.Questionnaire,
            Version = SpineModel.Version,
            Name = "SpineInferenceFindings",
            Title = "Findings of back, legs and feet",
            Status = PublicationStatus.Active,
            Experimental = false,
            Publisher = "SpineInference contributors",
            Description = $"What SpineInference reads of a patient. What is not answered is unknown. {FhirRiskAssessment.Disclaimer}",
            SubjectType = [ResourceType.Patient],
            Item =
            [
                Group("about", "What the patient comes for", catalog.Contexts.Select(static c => Choice(c.Id, c.Label, c.Variable.States))),
                .. FindingTopics.All.Where(sorted.Contains).Select(topic => OfTopic(topic, [.. sorted[topic]])),
            ],
        };
    }

    private static Questionnaire.ItemComponent OfTopic(FindingTopic topic, DescribedFinding[] findings)
    {
        string id = topic.Id;
        DescribedFinding[] ofLegs = [.. findings.Where(static f => f.IsOfLeg)];
        IEnumerable<Questionnaire.ItemComponent> items =
        [
            .. findings.Where(static f => !f.IsOfLeg).Select(static f => Choice(f.Id, TextOf(f), f.States)),
            .. findings.Any(static f => f.Id == "ankle-brachial-index-low") ? [Index()] : Array.Empty<Questionnaire.ItemComponent>(),
            .. ofLegs.Length == 0 ? [] : Legs.All.Select(leg => Group($"{id}/{leg.Id}", $"{Capital(leg.Id)} leg", ofLegs.Select(f => Choice($"{leg.Id}.{f.Id}", TextOf(f), f.States)))),
        ];
        return Group(id, TitleOf(topic), items);
    }

    private static Questionnaire.ItemComponent Group(string id, string text, IEnumerable<Questionnaire.ItemComponent> items) => new()
    {
        LinkId = GroupPrefix + id,
        Text = text,
        Type = Questionnaire.QuestionnaireItemType.Group,
        Item = [.. items],
    };

    private static Questionnaire.ItemComponent Choice(string code, string text, IEnumerable<string> states) => new()
    {
        LinkId = code,
        Code = [new Coding(FhirSystems.Finding, code)],
        Text = text,
        Type = Questionnaire.QuestionnaireItemType.Choice,
        Required = false,
        Repeats = false,
        AnswerOption = [.. states.Select(static s => new Questionnaire.AnswerOptionComponent { Value = new Coding(FhirSystems.State, s, s.Replace('-', ' ')) })],
    };

    private static Questionnaire.ItemComponent Index() => new()
    {
        LinkId = FindingCatalog.AnkleBrachialIndex,
        Code = [new Coding(FhirSystems.Finding, FindingCatalog.AnkleBrachialIndex)],
        Text = "Ankle-brachial index, measured: the lower of the two legs",
        Type = Questionnaire.QuestionnaireItemType.Decimal,
        Required = false,
        Repeats = false,
    };

    private static string TextOf(DescribedFinding finding) => finding.Plain is null ? finding.Label : $"{finding.Label} ({finding.Plain})";

    private static string Capital(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";

    private static string TitleOf(FindingTopic topic) => topic switch
    {
        FindingTopic.LegSymptoms => "Symptoms of the legs",
        FindingTopic.Effects => "What makes it better or worse",
        FindingTopic.History => "History",
        FindingTopic.RedFlags => "Red-flag questions",
        FindingTopic.Strength => "Strength",
        FindingTopic.Reflexes => "Reflexes",
        FindingTopic.Tension => "Tension tests",
        FindingTopic.Gait => "Gait and stance",
        FindingTopic.Signs => "Other signs",
        FindingTopic.Laboratory => "Laboratory",
        FindingTopic.Imaging => "Images",
        _ => "Electrodiagnosis",
    };
}
