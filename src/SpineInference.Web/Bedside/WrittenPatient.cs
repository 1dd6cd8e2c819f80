using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace SpineInference.Web;

/// <summary>A patient in the library's written form, as text and as the fragment of a link.</summary>
internal static class WrittenPatient
{
    /// <summary>What a fragment begins with that carries a patient.</summary>
    public const string Fragment = "#patient=";

    private const string Source = "patient";

    /// <summary>Writes a patient as JSON.</summary>
    public static string Of(Patient patient, bool isIndented = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = isIndented }))
        {
            PatientJson.Write(writer, patient, null);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads a patient from JSON.</summary>
    /// <exception cref="PatientFormatException">Something is wrong; all faults are listed.</exception>
    public static Patient Read(SpineModel model, ReadOnlySpan<byte> utf8) => PatientJson.Read(model, utf8, Source).Patient;

    /// <summary>The fragment of a link that carries a patient. A browser sends no fragment to any server.</summary>
    public static string ToFragment(Patient patient) => Fragment + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Of(patient)));

    /// <summary>Reads a patient from a fragment; <see langword="null"/> where it carries none.</summary>
    /// <exception cref="PatientFormatException">It carries one that is faulty.</exception>
    /// <exception cref="FormatException">It is cut off or damaged.</exception>
    public static Patient? FromFragment(SpineModel model, string fragment) => fragment.StartsWith(Fragment, StringComparison.Ordinal)
        ? Read(model, Base64Url.DecodeFromChars(fragment.AsSpan(Fragment.Length)))
        : null;
}
