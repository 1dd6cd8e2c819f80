using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components.WebAssembly.Services;
using SpineInference.Fhir;

namespace SpineInference.Web;

/// <summary>Health records in FHIR, read and written on the device. The FHIR library is fetched, from the page's own origin, when it is first
/// used.</summary>
internal sealed class FhirFiles(LazyAssemblyLoader loader)
{
    private static readonly string[] Needed =
    [
        "SpineInference.Fhir.wasm", "Hl7.Fhir.R4.wasm", "Hl7.Fhir.Base.wasm", "Hl7.Fhir.Conformance.wasm", "Newtonsoft.Json.wasm", "Fhir.Metrics.wasm",
    ];

    private const int MostTold = 50;

    private bool _isLoaded;

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
        await Load();
        return ReadLoaded(model, utf8);
    }

    /// <summary>Writes a Bundle as of today.</summary>
    /// <exception cref="ArgumentException">The patient cannot be written.</exception>
    public async Task<string> Write(Patient patient)
    {
        await Load();
        return WriteLoaded(patient);
    }

    private async Task Load()
    {
        if (!_isLoaded)
        {
            await loader.LoadAssembliesAsync(Needed);
            _isLoaded = true;
        }
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
