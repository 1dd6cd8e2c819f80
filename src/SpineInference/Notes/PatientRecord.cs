namespace SpineInference;

/// <summary>A patient read from a file, with the id the file gives.</summary>
/// <param name="Id">The id, or <see langword="null"/> where the file gives none.</param>
/// <param name="Patient">The patient.</param>
public sealed record PatientRecord(string? Id, Patient Patient);
