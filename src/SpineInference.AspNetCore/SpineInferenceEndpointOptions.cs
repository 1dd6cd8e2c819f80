using SpineInference.Fhir;

namespace SpineInference.AspNetCore;

/// <summary>The limits of the service, and how it reads health records. Checked, all faults at once, when the endpoints are mapped.</summary>
/// <remarks>Set them by <c>services.Configure</c> or bind them to a section of the configuration; they are read once. The size of one patient has
/// a limit of its own, <see cref="PatientJson.MaximumLength"/>.</remarks>
public sealed class SpineInferenceEndpointOptions
{
    /// <summary>The longest body of a batch, in bytes; 1 GiB unless set. A batch is streamed: its length costs time, not memory.</summary>
    public long MaximumBatchBytes { get; set; } = 1L << 30;

    /// <summary>The longest body with a health record (FHIR, CDS Hooks), in bytes; 4 MiB unless set, at most
    /// <see cref="FhirPatientReader.MaximumBytes"/>.</summary>
    public int MaximumRecordBytes { get; set; } = 4 << 20;

    /// <summary>How many requests a second one client (one address) may make in the long run; 5,000 unless set, <see langword="null"/> for no
    /// limit.</summary>
    /// <remarks>Behind a proxy all clients have one address unless the program restores theirs (<c>UseForwardedHeaders</c>).</remarks>
    public int? RequestsPerSecond { get; set; } = 5_000;

    /// <summary>How many requests one client may make at once before <see cref="RequestsPerSecond"/> holds; 20,000 unless set.</summary>
    public int RequestBurst { get; set; } = 20_000;

    /// <summary>How many patients of one batch are worked on at a time; one for each core unless set.</summary>
    public int BatchParallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>How many requests that take long (reasons, intervals, next findings, health records) are worked on at a time, so that plain
    /// diagnoses find a core; the others wait. One for each core unless set.</summary>
    public int LongRequestParallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>Codes and context that health records of this place leave out.</summary>
    /// <remarks>Where it sets no day of reference, a CDS Hooks call counts the age today, and the FHIR operation as
    /// <see cref="FhirReadOptions.ReferenceDate"/> says.</remarks>
    public FhirReadOptions Records { get; set; } = new();

    /// <summary>Every fault of the options, as sentences.</summary>
    internal IEnumerable<string> Faults()
    {
        foreach ((string name, long value, long most) in ((string, long, long)[])
            [
                (nameof(MaximumBatchBytes), MaximumBatchBytes, long.MaxValue),
                (nameof(MaximumRecordBytes), MaximumRecordBytes, FhirPatientReader.MaximumBytes),
                (nameof(RequestsPerSecond), RequestsPerSecond ?? 1, int.MaxValue),
                (nameof(RequestBurst), RequestBurst, int.MaxValue),
                (nameof(BatchParallelism), BatchParallelism, int.MaxValue),
                (nameof(LongRequestParallelism), LongRequestParallelism, int.MaxValue),
            ])
        {
            if (value < 1 || value > most)
            {
                yield return FormattableString.Invariant($"{name} is {value}; expected a number from 1{(most < int.MaxValue ? $" to {most}" : "")}.");
            }
        }
    }
}
