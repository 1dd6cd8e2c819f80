using System.Globalization;

namespace SpineInference.Learning;

/// <summary>Dates as tables write them.</summary>
internal static class DateText
{
    private static readonly string[] Iso = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>Whether a text says how dates are written: day, month and year, each once.</summary>
    public static bool IsFormat(string text)
    {
        int days = text.Count(static c => c == 'd');
        int months = text.Count(static c => c == 'M');
        int years = text.Count(static c => c == 'y');
        return days is 1 or 2 && months is 1 or 2 && years is 2 or 4
            && text.All(static c => c is 'd' or 'M' or 'y' or '.' or '-' or '/' or ' ');
    }

    /// <summary>Reads a date in a way of writing, or as 1961-03-24 with or without a time.</summary>
    public static bool TryRead(string text, string? format, out DateOnly date)
    {
        bool isDate = DateTime.TryParseExact(text, format is null ? Iso : [format, .. Iso], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time);
        date = DateOnly.FromDateTime(time);
        return isDate;
    }

    /// <summary>The age in whole years on a day; negative where the birth is later.</summary>
    public static int Age(DateOnly birth, DateOnly day) => birth > day
        ? -1
        : day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);
}
