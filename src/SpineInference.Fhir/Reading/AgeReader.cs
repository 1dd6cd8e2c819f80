using System.Globalization;
using SpineInference.Engine.Networks;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Computes the age from the date of birth and a day of reference.</summary>
internal static class AgeReader
{
    /// <summary>Age in years and the day at which it counts; both <see langword="null"/> where there is no date of birth.</summary>
    public static (int? Age, DateOnly? ReferenceDate) Read(
        R4.Patient patient, Place place, FhirReadOptions options, IEnumerable<Candidate> candidates, SpineModel model, ReadingLog log)
    {
        Place at = place.At("birthDate");
        if (patient.BirthDate is null)
        {
            log.List(at, NotUnderstoodReason.NoValue, "No date of birth: the age is unknown, and the prior of all ages holds.");
            return default;
        }

        if (!TimeRange.TryParse(patient.BirthDate, out TimeRange birth) || birth.Days is not { } born)
        {
            log.Fault(at, $"'{patient.BirthDate}' is no date; expected YYYY, YYYY-MM or YYYY-MM-DD.");
            return default;
        }

        (DateOnly First, DateOnly Last)? reference = options.ReferenceDate is { } day ? (day, day) : Newest(candidates);
        if (reference is not { } counted)
        {
            log.Fault(at, $"The age depends on a day, and no finding that was understood has a time. Give {options.Names.ReferenceDate}, or the findings their time.");
            return default;
        }

        int youngest = Years(born.Last, counted.First);
        int oldest = Years(born.First, counted.Last);
        string span = youngest == oldest ? $"{oldest}" : $"{youngest} or {oldest}";
        if (youngest < Patient.MinimumAge)
        {
            log.Fault(at, $"Born {patient.BirthDate}, the patient is {span} years old at {Text(counted)}. The model covers adults of {Patient.MinimumAge} years and over: the evidence behind its numbers has no younger patients.{(oldest >= Patient.MinimumAge ? " Give the exact date of birth, or the day of reference." : "")}");
            return default;
        }

        if (oldest > Patient.MaximumAge)
        {
            log.Fault(at, $"Born {patient.BirthDate}, the patient is {span} years old at {Text(counted)}; expected at most {Patient.MaximumAge}. Correct the date of birth.");
            return default;
        }

        if (Band(youngest, model) != Band(oldest, model))
        {
            log.List(at, NotUnderstoodReason.UnusableValue, $"Born {patient.BirthDate}, the patient is {span} years old at {Text(counted)}, which the model tells apart: the age stays unknown. Give the exact date of birth.");
            return (null, counted.First);
        }

        return (youngest, counted.First);
    }

    private static (DateOnly First, DateOnly Last)? Newest(IEnumerable<Candidate> candidates)
    {
        (DateOnly First, DateOnly Last)? newest = null;
        foreach ((DateOnly First, DateOnly Last) days in candidates.Where(static c => c.Time.Days is not null).Select(static c => c.Time.Days!.Value))
        {
            if (newest is null || days.Last > newest.Value.Last || (days.Last == newest.Value.Last && days.First > newest.Value.First))
            {
                newest = days;
            }
        }

        return newest;
    }

    // The day of birth itself begins a new year of life; one born on 29 February ages on 1 March of ordinary years.
    private static int Years(DateOnly born, DateOnly day) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

    private static int Band(int age, SpineModel model)
    {
        Variable bands = model.Network["age-band"];
        int band = 0;
        for (int s = 1; s < bands.StateCount; s++)
        {
            int from = int.Parse(bands.States[s].AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture);
            band = age >= from ? s : band;
        }

        return band;
    }

    private static string Text((DateOnly First, DateOnly Last) days) => days.First == days.Last
        ? days.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{days.First:yyyy-MM-dd} to {days.Last:yyyy-MM-dd}");
}
