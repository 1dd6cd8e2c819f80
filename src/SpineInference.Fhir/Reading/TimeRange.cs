using System.Globalization;
using System.Text.RegularExpressions;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>When something held, as exactly as the record says: from <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
/// <remarks>A date without a time is that day in UTC. Two ranges that overlap are not ordered: neither is newer.</remarks>
internal readonly partial record struct TimeRange(DateTimeOffset Start, DateTimeOffset End, (DateOnly First, DateOnly Last)? Days)
{
    /// <summary>Nothing is known of the time.</summary>
    public static TimeRange Unknown { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null);

    /// <summary>Reads a FHIR dateTime, date or instant.</summary>
    /// <returns>Whether the text is one; otherwise <paramref name="range"/> is <see cref="Unknown"/>.</returns>
    public static bool TryParse(string? text, out TimeRange range)
    {
        range = Unknown;
        if (text is null || DateTimeText().Match(text) is not { Success: true } match)
        {
            return false;
        }

        int year = Number(match, "year");
        int month = match.Groups["month"].Success ? Number(match, "month") : 0;
        int day = match.Groups["day"].Success ? Number(match, "day") : 0;
        if (year is < 1 or > 9998 || (month > 12) || (match.Groups["month"].Success && month == 0)
            || (match.Groups["day"].Success && (day == 0 || day > DateTime.DaysInMonth(year, month))))
        {
            return false;
        }

        var first = new DateOnly(year, Math.Max(month, 1), Math.Max(day, 1));
        DateOnly last = month == 0 ? first.AddYears(1).AddDays(-1) : day == 0 ? first.AddMonths(1).AddDays(-1) : first;
        if (!match.Groups["time"].Success)
        {
            range = new TimeRange(At(first), At(last.AddDays(1)), (first, last));
            return true;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant))
        {
            return false;
        }

        range = Of(instant, first);
        return true;
    }

    /// <summary>The time of a choice element such as <c>effective[x]</c>.</summary>
    /// <returns>Whether it is absent or of a kind that says a time.</returns>
    public static bool TryRead(R4.DataType? value, out TimeRange range)
    {
        range = Unknown;
        switch (value)
        {
            case null:
                return true;
            case R4.FhirDateTime dateTime:
                return TryParse(dateTime.Value, out range);
            case R4.Instant instant:
                if (instant.Value is { } moment)
                {
                    range = Of(moment, DateOnly.FromDateTime(moment.DateTime));
                    return true;
                }

                return false;
            case R4.Period period:
                TimeRange start = Unknown;
                TimeRange end = Unknown;
                if ((period.Start is not null && !TryParse(period.Start, out start)) || (period.End is not null && !TryParse(period.End, out end))
                    || end.End <= start.Start)
                {
                    return false;
                }

                range = new TimeRange(start.Start, end.End, end.Days ?? start.Days);
                return true;
            default:
                return false;
        }
    }

    private static TimeRange Of(DateTimeOffset instant, DateOnly day) =>
        new(instant, instant < DateTimeOffset.MaxValue ? instant.AddTicks(1) : instant, (day, day));

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<year>[0-9]{4})(-(?<month>[0-9]{2})(-(?<day>[0-9]{2})(?<time>T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?[0-9]{0,20}(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?\z")]
    private static partial Regex DateTimeText();
}
