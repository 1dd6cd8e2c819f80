namespace SpineInference.Fhir;

/// <summary>How messages name what the caller can set, unless it is told otherwise the members of this library.</summary>
/// <remarks>A remedy is read by whoever can follow it. The words stand where a noun stands: <c>Give --date, or the findings their time</c>. Immutable and safe
/// for concurrent use.</remarks>
/// <example><code>
/// var options = new FhirReadOptions { Names = new FhirOptionNames { ReferenceDate = "--date", Setting = "--setting", Codes = "by --map" } };
/// </code></example>
public sealed record FhirOptionNames
{
    /// <summary>What gives the day at which the age counts.</summary>
    public string ReferenceDate { get; init; } = $"{nameof(FhirReadOptions)}.{nameof(FhirReadOptions.ReferenceDate)}";

    /// <summary>What says where the patient is seen.</summary>
    public string Setting { get; init; } = $"{nameof(FhirReadOptions)}.{nameof(FhirReadOptions.Setting)}";

    /// <summary>Where a code is mapped to a finding, with its preposition.</summary>
    public string Codes { get; init; } = $"in {nameof(FhirReadOptions)}.{nameof(FhirReadOptions.Codes)} or by a {nameof(FhirConceptMap)}";

    /// <summary>Where a body site is mapped to a leg, with its preposition.</summary>
    public string Legs { get; init; } = $"in {nameof(FhirReadOptions)}.{nameof(FhirReadOptions.Legs)} or by a {nameof(FhirConceptMap)}";

    /// <summary>What raises the number of entries a Bundle may have; empty where nobody can.</summary>
    public string MaximumEntries { get; init; } = $"{nameof(FhirReadOptions)}.{nameof(FhirReadOptions.MaximumEntries)}";

    /// <summary>Where all that was not understood stands; empty where it stands beside the message.</summary>
    public string NotUnderstood { get; init; } = $"{nameof(FhirFormatException)}.{nameof(FhirFormatException.NotUnderstood)}";
}
