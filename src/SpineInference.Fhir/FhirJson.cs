using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace SpineInference.Fhir;

/// <summary>FHIR resources as JSON, by the FHIR SDK's own writer.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class FhirJson
{
    /// <summary>Writes a resource.</summary>
    /// <param name="resource">The resource, such as a RiskAssessment or a CodeSystem.</param>
    /// <param name="isIndented">Whether the JSON is indented for people.</param>
    /// <returns>The JSON text.</returns>
    public static string Write(Resource resource, bool isIndented = false)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.ToJson(isIndented);
    }
}
