namespace SpineInference.Fhir;

/// <summary>Why a part of a record was not used.</summary>
public enum NotUnderstoodReason
{
    /// <summary>A resource of a type that findings are not read from.</summary>
    OtherResource,

    /// <summary>An entry without a resource.</summary>
    EmptyEntry,

    /// <summary>It is about somebody or something else.</summary>
    OtherSubject,

    /// <summary>It does not say about whom it is.</summary>
    NoSubject,

    /// <summary>Its status says that it is no statement to rely on: in error, cancelled, not yet made, or not known.</summary>
    Status,

    /// <summary>The finding was considered, not found true or false: provisional, differential, in remission.</summary>
    Undecided,

    /// <summary>It says no value, or why there is none.</summary>
    NoValue,

    /// <summary>No code in it is known.</summary>
    UnknownCode,

    /// <summary>Its codes name different findings.</summary>
    AmbiguousCode,

    /// <summary>Its code means more than any one finding, or less than its denial would need.</summary>
    UnusableCode,

    /// <summary>It names a diagnosis: what the model infers, not what it takes.</summary>
    Diagnosis,

    /// <summary>The value is not of a kind that the finding takes.</summary>
    UnusableValue,

    /// <summary>The side of a finding of a leg is given in a way that is not known.</summary>
    BodySite,

    /// <summary>An element that changes the meaning of the whole is not known.</summary>
    ModifierExtension,

    /// <summary>A newer statement about the same finding, or a newer version of the resource, takes its place.</summary>
    Superseded,

    /// <summary>The Bundle deletes the resource.</summary>
    Deleted,

    /// <summary>The resource was used, but not this element of it.</summary>
    IgnoredElement,
}
