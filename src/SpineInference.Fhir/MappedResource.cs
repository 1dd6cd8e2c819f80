namespace SpineInference.Fhir;

/// <summary>A part of a record that was used.</summary>
/// <param name="Reference">The resource, such as <c>Observation/o1</c>; <c>#</c> and its place in the Bundle where it has neither id nor
/// address.</param>
/// <param name="Path">The element, such as <c>Bundle.entry[2].resource</c> or <c>Bundle.entry[2].resource.component[0]</c>.</param>
/// <param name="Code">The code that named the finding.</param>
/// <param name="Meaning">What it says, such as <c>left.foot-drop present</c> or <c>complaint = leg</c>.</param>
/// <param name="Statement">The statement it became; <see langword="null"/> where it says complaint or setting.</param>
public sealed record MappedResource(string Reference, string Path, FhirCode Code, string Meaning, Observation? Statement)
{
    /// <summary>Resource and meaning.</summary>
    public override string ToString() => $"{Reference}: {Meaning}";
}
