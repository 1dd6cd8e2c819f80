namespace SpineInference.Fhir;

/// <summary>A part of a record that was used.</summary>
public sealed class MappedResource
{
    internal MappedResource(string reference, string path, FhirCode code, string meaning, Observation? statement)
    {
        Reference = reference;
        Path = path;
        Code = code;
        Meaning = meaning;
        Statement = statement;
    }

    /// <summary>The resource, such as <c>Observation/o1</c>; <c>#</c> and its place in the Bundle where it has neither id nor
    /// address.</summary>
    public string Reference { get; }

    /// <summary>The element, such as <c>Bundle.entry[2].resource</c> or <c>Bundle.entry[2].resource.component[0]</c>.</summary>
    public string Path { get; }

    /// <summary>The code that named the finding.</summary>
    public FhirCode Code { get; }

    /// <summary>What it says, such as <c>left.foot-drop present</c> or <c>complaint = leg</c>.</summary>
    public string Meaning { get; }

    /// <summary>The statement it became; <see langword="null"/> where it says complaint or setting.</summary>
    public Observation? Statement { get; }

    /// <summary>Resource and meaning.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Reference}: {Meaning}";
}
