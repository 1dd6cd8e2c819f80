namespace SpineInference.Fhir.Reading;

/// <summary>Collects what is wrong with a record and what of it was not used.</summary>
internal sealed class ReadingLog
{
    public List<FhirFault> Faults { get; } = [];

    public List<NotUnderstood> Listed { get; } = [];

    public void Fault(Place place, string message) => Faults.Add(new FhirFault(place.Reference, place.Path, message));

    public void List(Place place, NotUnderstoodReason reason, string message) =>
        Listed.Add(new NotUnderstood(place.Reference, place.Path, reason, message));
}
