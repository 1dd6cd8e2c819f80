using Hl7.Fhir.Utility;
using SpineInference.Engine.Formats;

namespace SpineInference.Fhir.Reading;

/// <summary>Collects what is wrong with a record and what of it was not used.</summary>
internal sealed class ReadingLog
{
    public List<Fault> Faults { get; } = [];

    public List<NotUnderstood> Listed { get; } = [];

    /// <summary>Whether neither a finding nor a complaint was understood.</summary>
    public bool IsNothingUnderstood { get; set; }

    public void Fault(Place place, string message) => Faults.Add(Engine.Formats.Fault.OfRecord(place.Reference, place.Path, message));

    /// <summary>Reads part of a record; what the SDK refuses to hand out there is a fault.</summary>
    /// <remarks>A record parsed without checks holds values of the wrong kind, and the SDK throws where they are asked for.</remarks>
    public T? Guarded<T>(Place place, Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (CodedException invalid)
        {
            Fault(place, $"The FHIR SDK refuses a value: {invalid.Message} Correct it, or leave the element out.");
            return default;
        }
    }

    public void List(Place place, NotUnderstoodReason reason, string message) =>
        Listed.Add(new NotUnderstood(place.Reference, place.Path, reason, message));
}
