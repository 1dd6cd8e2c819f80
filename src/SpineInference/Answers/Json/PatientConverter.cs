using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Writes and reads a patient in the form of <see cref="PatientJson"/>.</summary>
/// <param name="model">The model patients are read for; <see langword="null"/> for the library's own.</param>
internal sealed class PatientConverter(SpineModel? model) : JsonConverter<Patient>
{
    public override Patient Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return PatientJson.Read(model ?? SpineModel.Default, Encoding.UTF8.GetBytes(document.RootElement.GetRawText()), "patient").Patient;
        }
        catch (PatientFormatException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, Patient value, JsonSerializerOptions options) => PatientJson.Write(writer, value, null);
}
