namespace SpineInference.Fhir;

/// <summary>A code of a foreign terminology and what is made of it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Meaning">What it means, in short.</param>
/// <param name="Use">What it can say.</param>
/// <param name="Finding">The finding as a code of <see cref="FhirSystems.Finding"/>, such as <c>left.foot-drop</c> or
/// <c>achilles-reflex=reduced</c>; <see langword="null"/> where none is read from it.</param>
/// <param name="Note">Why it is used so, or <see langword="null"/> where that is plain.</param>
public sealed record FhirCodeEntry(FhirCode Code, string Meaning, CodeUse Use, string? Finding, string? Note);
