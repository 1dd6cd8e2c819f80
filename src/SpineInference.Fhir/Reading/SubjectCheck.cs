using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Tells whether a resource is about the patient of the Bundle.</summary>
internal sealed class SubjectCheck(R4.Patient patient, string? fullUrl, string reference, ReadingLog log)
{
    public bool IsAboutPatient(R4.ResourceReference? subject, Place place)
    {
        Place at = place.At("subject");
        string? target = subject?.Reference;
        if (string.IsNullOrEmpty(target))
        {
            if (subject?.Identifier is { Value: { } value } identifier)
            {
                if (patient.Identifier.Exists(i => i?.Value == value && i.System == identifier.System))
                {
                    return true;
                }

                log.List(at, NotUnderstoodReason.OtherSubject, $"The subject '{identifier.System}|{value}' is no identifier of {reference}: the resource is not used.");
                return false;
            }

            log.List(at, NotUnderstoodReason.NoSubject, $"The resource does not say whom it is about and is not used; expected a reference to {reference}.");
            return false;
        }

        target = BundleWalk.WithoutVersion(target);
        bool isSame = target == reference || (fullUrl is not null && target == fullUrl) || (!IsServer(fullUrl) && IsServer(target) && target.EndsWith($"/{reference}", StringComparison.Ordinal));
        if (!isSame)
        {
            log.List(at, NotUnderstoodReason.OtherSubject, $"The resource is about '{target}', the patient is {reference}: it is not used. Send one patient at a time.");
        }

        return isSame;
    }

    private static bool IsServer(string? url) =>
        url is not null && (url.StartsWith("http://", StringComparison.Ordinal) || url.StartsWith("https://", StringComparison.Ordinal));
}
