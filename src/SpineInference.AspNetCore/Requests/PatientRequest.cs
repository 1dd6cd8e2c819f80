using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;

namespace SpineInference.AspNetCore.Requests;

/// <summary>From the body of a request to a diagnosis, with every fault as a problem.</summary>
internal static class PatientRequest
{
    /// <summary>Reads the patient of a body.</summary>
    /// <exception cref="ProblemException">There is none, or it is faulty.</exception>
    public static async ValueTask<PatientRecord> ReadAsync(HttpContext context, ServiceParts parts)
    {
        byte[] body = await RequestBody.ReadAsync(context.Request, PatientJson.MaximumLength, "one patient");
        try
        {
            return PatientJson.Read(parts.Model, body, "body");
        }
        catch (PatientFormatException fault)
        {
            throw new ProblemException(Problems.FaultyPatient(fault));
        }
    }

    /// <summary>Diagnoses a patient.</summary>
    /// <exception cref="ProblemException">The findings cannot all be true, or do not say which leg they are of.</exception>
    public static Diagnosis Diagnose(Patient patient, ServiceParts parts)
    {
        try
        {
            return parts.Diagnostician.Diagnose(patient);
        }
        catch (ContradictoryFindingsException fault)
        {
            throw new ProblemException(Problems.Contradiction(fault));
        }
        catch (ArgumentException fault)
        {
            throw new ProblemException(Problems.LegNotNamed(WithoutParameter(fault)));
        }
    }

    /// <summary>The message without the name of a parameter that the runtime appends.</summary>
    public static string WithoutParameter(ArgumentException fault)
    {
        int end = fault.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? fault.Message : fault.Message[..end];
    }
}
