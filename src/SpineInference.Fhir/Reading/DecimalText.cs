using System.Globalization;

namespace SpineInference.Fhir.Reading;

/// <summary>Numbers between FHIR's decimals and doubles.</summary>
internal static class DecimalText
{
    /// <summary>The double nearest to a decimal. The platform's own conversion can miss it by a unit in the last place; reading the text
    /// does not.</summary>
    public static double ToDouble(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
