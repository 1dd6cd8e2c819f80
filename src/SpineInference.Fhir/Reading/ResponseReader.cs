using R4 = Hl7.Fhir.Model;
using Status = Hl7.Fhir.Model.QuestionnaireResponse.QuestionnaireResponseStatus;

namespace SpineInference.Fhir.Reading;

/// <summary>Reads the answers to the library's Questionnaire: each link id is a code of a finding, and what was not answered is unknown.</summary>
internal sealed class ResponseReader(FindingCatalog catalog, ReadingLog log, ObservationReader observations)
{
    public void Read(R4.QuestionnaireResponse response, Place place)
    {
        if (response.Status is not (Status.Completed or Status.Amended))
        {
            log.List(place.At("status"), NotUnderstoodReason.Status, $"Status '{response.StatusElement?.Literal ?? "(none)"}': the answers are not used; expected completed or amended.");
            return;
        }

        string asked = response.Questionnaire ?? "";
        int bar = asked.IndexOf('|', StringComparison.Ordinal);
        if ((bar < 0 ? asked : asked[..bar]) != FhirSystems.Questionnaire)
        {
            log.List(place.At("questionnaire"), NotUnderstoodReason.UnknownCode,
                $"The answers are to {(asked.Length == 0 ? "a questionnaire that is not named" : $"'{asked}'")}; expected {FhirSystems.Questionnaire}: the link ids of another name no findings. State the answers as Observations.");
            return;
        }

        if (!TimeRange.TryParse(response.Authored, out TimeRange time) && response.Authored is not null)
        {
            log.List(place.At("authored"), NotUnderstoodReason.IgnoredElement, $"'{response.Authored}' is no dateTime: the answers count as of unknown time.");
        }

        ReadItems(response.Item, time, place);
    }

    private void ReadItems(List<R4.QuestionnaireResponse.ItemComponent> items, TimeRange time, Place place)
    {
        foreach ((int index, R4.QuestionnaireResponse.ItemComponent item) in items.Index())
        {
            Place at = place.At($"item[{index}]");
            if (item is null)
            {
                continue;
            }

            if (item.ModifierExtension.Count > 0)
            {
                log.List(at.At("modifierExtension"), NotUnderstoodReason.ModifierExtension, $"'{item.ModifierExtension[0]?.Url}' may change the meaning of the answer and is not known: the item is not used.");
                continue;
            }

            if (item.Answer.Count > 1)
            {
                log.Fault(at.At("answer"), $"'{item.LinkId}' has {item.Answer.Count} answers; expected one. Keep the one that holds.");
            }
            else if (item.Answer is [{ } answer])
            {
                ReadAnswer(item.LinkId ?? "", answer.Value, time, at);
                ReadItems(answer.Item, time, at.At("answer[0]"));
            }

            ReadItems(item.Item, time, at);
        }
    }

    private void ReadAnswer(string linkId, R4.DataType? answer, TimeRange time, Place place)
    {
        if (!catalog.TryParse(linkId, new FhirCode(FhirSystems.Finding, linkId), true, out CodeTarget? target, out string? refusal))
        {
            log.Fault(place.At("linkId"), refusal);
            return;
        }

        R4.DataType? value = answer switch
        {
            R4.Coding coding => new R4.CodeableConcept { Coding = [coding] },
            R4.FhirDecimal { Value: { } number } => new R4.Quantity { Value = number },
            _ => answer,
        };
        observations.ReadTarget(target, new ObservedValue(value, null, [], []), [], time, place);
    }
}
