using System.Globalization;

namespace SpineInference.Cohorts;

/// <summary>A value that has a type of its own, as the text that a column map reads.</summary>
internal static class CellText
{
    public static string? Of(object? value, char decimalSign) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => Number(number.ToString("R", CultureInfo.InvariantCulture), decimalSign),
        float number => Number(number.ToString("R", CultureInfo.InvariantCulture), decimalSign),
        decimal number => Number(number.ToString(CultureInfo.InvariantCulture), decimalSign),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Number(string text, char decimalSign) => decimalSign == '.' ? text : text.Replace('.', decimalSign);
}
