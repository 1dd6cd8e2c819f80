namespace SpineInference.Tool;

/// <summary>From a patient's text to the diagnosis, with every failure as a message for the user.</summary>
internal static class PatientAnswers
{
    /// <summary>Reads one document and diagnoses.</summary>
    /// <exception cref="CliException">The patient cannot be read, or the findings exclude each other; all faults.</exception>
    public static (string? Id, Diagnosis Diagnosis) OfDocument(SpineModel model, PatientInput input)
    {
        try
        {
            PatientRecord record = PatientJson.Read(model, input.ReadDocument(), input.Name);
            return (record.Id, Diagnose(record.Patient));
        }
        catch (PatientFormatException fault)
        {
            throw new CliException(fault.Message);
        }
    }

    /// <summary>Diagnoses a patient that was read.</summary>
    /// <exception cref="CliException">The findings exclude each other.</exception>
    public static (string? Id, Diagnosis Diagnosis) Of(PatientRecord record) => (record.Id, Diagnose(record.Patient));

    /// <summary>Reads one line and diagnoses.</summary>
    /// <exception cref="CliException">The patient cannot be read, or the findings exclude each other; all faults, each with the number
    /// of the line.</exception>
    public static (string? Id, Diagnosis Diagnosis) OfLine(SpineModel model, InputLine line)
    {
        if (line.IsTooLong)
        {
            throw new CliException($"line {line.Number}: the line is longer than {PatientJson.MaximumLength} bytes, the limit.");
        }

        try
        {
            PatientRecord record = PatientJson.Read(model, line.Bytes, "line");
            return (record.Id, Diagnose(record.Patient));
        }
        catch (PatientFormatException fault)
        {
            throw new CliException(string.Join("; ", fault.Faults.Select(f => f.MoveDown(line.Number - 1))));
        }
        catch (CliException fault)
        {
            throw new CliException($"line {line.Number}: {fault.Message}");
        }
    }

    /// <summary>Diagnoses.</summary>
    /// <exception cref="CliException">The findings exclude each other.</exception>
    public static Diagnosis Diagnose(Patient patient)
    {
        try
        {
            return patient.Diagnose();
        }
        catch (ContradictoryFindingsException fault)
        {
            throw new CliException(fault.Message);
        }
        catch (ArgumentException fault)
        {
            throw new CliException(NetworkLoading.WithoutParameter(fault));
        }
    }
}
