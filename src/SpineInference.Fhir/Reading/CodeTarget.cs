using SpineInference.Anatomy;

namespace SpineInference.Fhir.Reading;

/// <summary>What a code means to the model.</summary>
/// <param name="Code">The code.</param>
/// <param name="Id">Text id of the finding, or <c>complaint</c>, <c>complaint-side</c>, <c>setting</c> or <c>ankle-brachial-index</c>.</param>
/// <param name="State">The state it names, or <see langword="null"/> where it names none.</param>
/// <param name="Leg">The leg it names, or <see langword="null"/>.</param>
/// <param name="SaysAbsent">Whether its denial says that the finding is not there.</param>
internal sealed record CodeTarget(FhirCode Code, string Id, string? State, Leg? Leg, bool SaysAbsent)
{
    /// <summary>Whether the record says beside the code that both legs are meant.</summary>
    public bool IsOfBothLegs { get; init; }
}
