using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SpineInference.Fhir;

namespace SpineInference.Web;

/// <summary>Health records in FHIR, read and written on the device. The FHIR library is fetched, from the page's own origin, when it is first
/// used.</summary>
internal sealed class FhirFiles(LaterAssemblies later)
{
    private const int MostTold = 50;

    /// <summary>Whether a file looks like a FHIR resource rather than like a written patient.</summary>
    public static bool IsFhir(ReadOnlySpan<byte> file)
    {
        try
        {
            var reader = new Utf8JsonReader(file.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("resourceType"))
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // The reader of written patients says what is wrong with it, and where.
            return false;
        }

        return false;
    }

    /// <summary>Reads a Bundle.</summary>
    /// <returns>The patient, and in words what of the record was not used.</returns>
    /// <exception cref="FormatException">The record is faulty; all faults are named.</exception>
    public async Task<(Patient Patient, IReadOnlyList<string> Unused)> Read(SpineModel model, byte[] utf8)
    {
        await later.LoadHealthRecords();
        return ReadLoaded(model, utf8);
    }

    /// <summary>Writes a Bundle as of today.</summary>
    /// <exception cref="ArgumentException">The patient cannot be written.</exception>
    public async Task<string> Write(Patient patient)
    {
        await later.LoadHealthRecords();
        return WriteLoaded(patient);
    }

    // Apart, so that nothing of the library is looked for before it is loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Patient Patient, IReadOnlyList<string> Unused) ReadLoaded(SpineModel model, byte[] utf8)
    {
        try
        {
            FhirReading reading = FhirPatientReader.ReadJson(utf8, model);
            return (reading.Patient, [.. reading.NotUnderstood.Select(static n => n.ToString())]);
        }
        catch (FhirFormatException fault)
        {
            IEnumerable<string> unused = fault.NotUnderstood.Take(MostTold).Select(static n => n.ToString());
            throw new FormatException(string.Join(Environment.NewLine, [fault.Message, .. unused]), fault);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string WriteLoaded(Patient patient) =>
        FhirJson.Write(FhirPatientWriter.Write(patient, "patient", DateOnly.FromDateTime(DateTime.UtcNow)), isIndented: true);
}
