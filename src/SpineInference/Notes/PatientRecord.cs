namespace SpineInference;

/// <summary>A patient read from a file, with the id the file gives.</summary>
public sealed class PatientRecord
{
    internal PatientRecord(string? id, Patient patient)
    {
        Id = id;
        Patient = patient;
    }

    /// <summary>The id, or <see langword="null"/> where the file gives none.</summary>
    public string? Id { get; }

    /// <summary>The patient.</summary>
    public Patient Patient { get; }
}
