namespace SpineInference.Fhir;

/// <summary>A code of a foreign terminology and what is made of it.</summary>
public sealed class FhirCodeEntry
{
    internal FhirCodeEntry(FhirCode code, string meaning, CodeUse use, string? finding, string? note)
    {
        Code = code;
        Meaning = meaning;
        Use = use;
        Finding = finding;
        Note = note;
    }

    /// <summary>The code.</summary>
    public FhirCode Code { get; }

    /// <summary>What it means, in short.</summary>
    public string Meaning { get; }

    /// <summary>What it can say.</summary>
    public CodeUse Use { get; }

    /// <summary>The finding as a code of <see cref="FhirSystems.Finding"/>, such as <c>left.foot-drop</c> or
    /// <c>achilles-reflex=reduced</c>; <see langword="null"/> where none is read from it.</summary>
    public string? Finding { get; }

    /// <summary>Why it is used so, or <see langword="null"/> where that is plain.</summary>
    public string? Note { get; }
}
