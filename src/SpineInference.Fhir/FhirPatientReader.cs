using System.Collections.Immutable;
using System.Text;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Fhir.Reading;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir;

/// <summary>Reads a patient's findings from a FHIR R4 Bundle of Patient, Observation, Condition, DiagnosticReport and QuestionnaireResponse
/// resources.</summary>
/// <remarks>
/// <para>What is not stated is unknown, never absent. What was not used is listed, with the reason, also where reading fails; what forbids
/// an answer is a fault, and all faults are reported together. A record in which neither a finding nor a complaint was understood is
/// refused: age and sex alone are no reason to answer.</para>
/// <para>A newer statement about a finding takes the place of older ones, which are listed; statements that are not ordered in time and
/// contradict each other are a fault. A finding of a leg without a side joins, where it is present, the leg of the complaint
/// or the one leg that the record names; where it is absent or normal it holds of both.</para>
/// <para>Linear in the size of the Bundle. Stateless and safe for concurrent use.</para>
/// </remarks>
/// <example><code>
/// FhirReading reading = FhirPatientReader.ReadJson(File.ReadAllText("bundle.json"), model);
/// Diagnosis read = reading.Patient.Diagnose();
/// </code></example>
public static class FhirPatientReader
{
    /// <summary>The largest JSON text read, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>The most values (objects, arrays, texts, numbers) of a JSON text read: fifty for each of 20,000
    /// resources. The SDK may need a kilobyte for each.</summary>
    public const int MaximumValues = 1_000_000;

    /// <summary>The deepest nesting of JSON objects and arrays read.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Reads a Bundle.</summary>
    /// <param name="bundle">A Bundle of any type with exactly one Patient.</param>
    /// <param name="model">The model the patient is to be seen through.</param>
    /// <param name="options">What the record does not say by itself; <see langword="null"/> for nothing.</param>
    /// <returns>The patient, with what was used of the record and what was not.</returns>
    /// <exception cref="FhirFormatException">The record is faulty; all faults are listed.</exception>
    /// <exception cref="ArgumentException">A code of <see cref="FhirReadOptions.Codes"/> or <see cref="FhirReadOptions.NarrowerCodes"/> means no finding, or
    /// <see cref="FhirReadOptions.MaximumEntries"/> is below 1.</exception>
    public static FhirReading Read(R4.Bundle bundle, SpineModel model, FhirReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new FhirReadOptions();
        var catalog = new FindingCatalog(model);
        Check(options, catalog);
        var log = new ReadingLog();
        List<BundleEntry> entries = log.Guarded(new Place("", "Bundle"), () => BundleWalk.Entries(bundle, options, log)) ?? [];
        var readers = new ResourceReaders(model, catalog, options, log);
        FhirReading? reading = OnePatient(entries, log) is { } patient ? Read(entries, patient, model, readers, options, log) : OfNobody(entries, readers, log);
        return log.Faults.Count == 0 && reading is not null
            ? reading
            : throw new FhirFormatException([.. log.Faults], [.. log.Listed.OrderBy(static n => EntryOf(n.Path))]) { IsNothingUnderstood = log.IsNothingUnderstood };
    }

    /// <summary>Reads a Bundle written as JSON.</summary>
    /// <param name="json">The text; at most <see cref="MaximumBytes"/> in UTF-8 and <see cref="MaximumValues"/>, nested at most
    /// <see cref="MaximumDepth"/> deep.</param>
    /// <param name="model">The model the patient is to be seen through.</param>
    /// <param name="options">What the record does not say by itself; <see langword="null"/> for nothing.</param>
    /// <returns>The patient, with what was used of the record and what was not.</returns>
    /// <exception cref="FhirFormatException">The text is no valid FHIR R4 Bundle, or the record is faulty; all faults are listed.</exception>
    /// <exception cref="ArgumentException">As for the other form.</exception>
    public static FhirReading ReadJson(string json, SpineModel model, FhirReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ReadJson(Encoding.UTF8.GetBytes(json), model, options);
    }

    /// <summary>Reads a Bundle written as JSON in UTF-8.</summary>
    /// <param name="utf8">The text; at most <see cref="MaximumBytes"/> and <see cref="MaximumValues"/>, nested at most
    /// <see cref="MaximumDepth"/> deep.</param>
    /// <param name="model">The model the patient is to be seen through.</param>
    /// <param name="options">What the record does not say by itself; <see langword="null"/> for nothing.</param>
    /// <returns>The patient, with what was used of the record and what was not.</returns>
    /// <exception cref="FhirFormatException">The text is no valid FHIR R4 Bundle, or the record is faulty; all faults are listed.</exception>
    /// <exception cref="ArgumentException">As for the other form.</exception>
    public static FhirReading ReadJson(ReadOnlySpan<byte> utf8, SpineModel model, FhirReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        R4.Bundle? bundle = ResourceJson.Parse<R4.Bundle>(utf8, out ImmutableArray<Fault> faults);
        return bundle is not null && faults.IsEmpty ? Read(bundle, model, options) : throw new FhirFormatException(faults, Unused(bundle, model, options));
    }

    private static FhirReading? Read(
        List<BundleEntry> entries, BundleEntry patientEntry, SpineModel model, ResourceReaders readers, FhirReadOptions options, ReadingLog log)
    {
        var resource = (R4.Patient)patientEntry.Resource;
        string subject = patientEntry.Place.Reference;
        var check = new SubjectCheck(resource, patientEntry.FullUrl, subject, log);
        foreach (BundleEntry entry in entries)
        {
            log.Guarded(entry.Place, () => readers.Read(entry, check));
        }

        List<ContextCandidate> settled = [.. FindingCatalog.ContextIds.SelectMany(id => Statements.Settle(readers.Contexts, id, log))];
        Side? side = SideOf(settled, options.ComplaintSide, log);
        List<Candidate> held = Statements.Settle(readers.Candidates, side, model, log);
        Sex sex = log.Guarded(patientEntry.Place, () => SexOf(resource, patientEntry.Place, log));
        Setting setting = Context(settled, FindingCatalog.Setting, options.Setting, log,
            ("primary-care", Setting.PrimaryCare), ("spine-clinic", Setting.SpineClinic));
        Complaint complaint = Context(settled, FindingCatalog.Complaint, options.Complaint, log,
            [.. Complaints.All.Select(static c => (c.Id, c))]);
        if (held.Count == 0 && complaint == Complaint.Unknown && log.Faults.Count == 0)
        {
            log.Fault(new Place("", "Bundle.entry"), NothingUnderstood(log, options.Names));
            log.IsNothingUnderstood = true;
            return null;
        }

        (int? age, DateOnly? day) = log.Guarded(patientEntry.Place, () => AgeReader.Read(resource, patientEntry.Place, options, held, model, log));
        if (log.Faults.Count > 0)
        {
            return null;
        }

        Patient patient = model.Patient(age, sex, setting, complaint, side).With([.. held.Select(static c => c.Statement)]);
        patient = options.IsLiteral ? patient.Literally() : patient;

        IEnumerable<MappedResource> understood = settled.Select(static c => new MappedResource(c.Place.Reference, c.Place.Path, c.Code, $"{c.Id} = {c.State}", null))
            .Concat(held.Select(static c => new MappedResource(c.Place.Reference, c.Place.Path, c.Code, c.Statement.ToString(), c.Statement)));
        return new FhirReading(
            patient, subject, day, [.. understood.OrderBy(static m => EntryOf(m.Path))], [.. log.Listed.OrderBy(static n => EntryOf(n.Path))]);
    }

    // An age, a sex or a setting by themselves are no reason to answer anything.
    private static string NothingUnderstood(ReadingLog log, FhirOptionNames names)
    {
        const int Named = 5;
        string[] unused = [.. log.Listed.Where(static n => n.Reason != NotUnderstoodReason.OtherResource).Take(Named).Select(static n => n.ToString())];
        return "Nothing in the record was understood as a finding or a complaint, so there is nothing to diagnose. "
            + (log.Listed.Count == 0
                ? "It holds no Observation, Condition, DiagnosticReport or QuestionnaireResponse of a finding."
                : $"{log.Listed.Count} part(s) were not used{(unused.Length == 0 ? "" : $", such as {string.Join(" ", unused)}")}{(names.NotUnderstood.Length == 0 ? "" : $" All are in {names.NotUnderstood}.")}")
            + $" Code the findings in {FhirSystems.Finding}, or map the record's codes {names.Codes}.";
    }

    // Of a record without its one patient nothing can be used; what would not have been understood is told all the same.
    private static FhirReading? OfNobody(List<BundleEntry> entries, ResourceReaders readers, ReadingLog log)
    {
        foreach (BundleEntry entry in entries)
        {
            log.Guarded(entry.Place, () => readers.Read(entry, null));
        }

        return null;
    }

    // A Bundle with complaints of the SDK is not used, but as far as it was parsed it tells what would not have been understood.
    private static ImmutableArray<NotUnderstood> Unused(R4.Bundle? bundle, SpineModel model, FhirReadOptions? options)
    {
        if (bundle is null)
        {
            return [];
        }

        Check(options ?? new FhirReadOptions(), new FindingCatalog(model));
        try
        {
            return Read(bundle, model, options).NotUnderstood;
        }
        catch (FhirFormatException faulty)
        {
            return faulty.NotUnderstood;
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            // The SDK may have left anything where it complained, and the complaint itself is told.
            return [];
        }
    }

    private static BundleEntry? OnePatient(List<BundleEntry> entries, ReadingLog log)
    {
        BundleEntry[] patients = [.. entries.Where(static e => e.Resource is R4.Patient)];
        if (patients.Length != 1)
        {
            log.Fault(new Place("", "Bundle.entry"), patients.Length == 0
                ? "The Bundle has no Patient; expected one. Add the Patient that the findings are about."
                : $"The Bundle has {patients.Length} Patients ({string.Join(", ", patients.Select(static p => p.Place.Reference))}); expected one. Send one patient at a time.");
            return null;
        }

        return patients[0];
    }

    private static Sex SexOf(R4.Patient patient, Place place, ReadingLog log)
    {
        switch (patient.Gender)
        {
            case R4.AdministrativeGender.Male:
                return Sex.Male;
            case R4.AdministrativeGender.Female:
                return Sex.Female;
            default:
                log.List(place.At("gender"), NotUnderstoodReason.NoValue, $"Gender '{patient.GenderElement?.Literal ?? "(none)"}': the model knows male and female, and its prior of both holds.");
                return Sex.Unknown;
        }
    }

    private static T Context<T>(List<ContextCandidate> settled, string id, T given, ReadingLog log, params ReadOnlySpan<(string State, T Value)> choices)
        where T : struct, Enum
    {
        ContextCandidate? about = settled.Find(c => c.Id == id);
        T read = default;
        foreach ((string choice, T value) in choices)
        {
            read = choice == about?.State ? value : read;
        }

        bool isGiven = !EqualityComparer<T>.Default.Equals(given, default);
        bool isRead = !EqualityComparer<T>.Default.Equals(read, default);
        if (isGiven && isRead && !EqualityComparer<T>.Default.Equals(given, read))
        {
            log.Fault(about!.Place, $"The record says {id} '{read}', the options say '{given}'. Correct one of them.");
        }

        return isGiven ? given : read;
    }

    private static Side? SideOf(List<ContextCandidate> settled, Side? given, ReadingLog log)
    {
        ContextCandidate? about = settled.Find(static c => c.Id == FindingCatalog.ComplaintSide);
        Side? read = about is null ? null : Sides.Parse(about.State);
        if (given is not null && read is not null && given != read)
        {
            log.Fault(about!.Place, $"The record says {about.Id} '{about.State}', the options say '{given.Value.Id}'. Correct one of them.");
        }

        return given ?? read;
    }

    // What is found late, such as superseded statements, goes to its place in the record.
    private static int EntryOf(string path)
    {
        int open = path.IndexOf('[', StringComparison.Ordinal);
        int close = path.IndexOf(']', StringComparison.Ordinal);
        return open >= 0 && close > open && int.TryParse(path.AsSpan(open + 1, close - open - 1), out int entry) ? entry : -1;
    }

    private static void Check(FhirReadOptions options, FindingCatalog catalog)
    {
        if (options.MaximumEntries < 1)
        {
            throw new ArgumentException($"{nameof(FhirReadOptions.MaximumEntries)} is {options.MaximumEntries}; expected at least 1.", nameof(options));
        }

        string[] both = [.. options.Codes.Keys.Where(options.NarrowerCodes.ContainsKey).Select(static c => c.ToString()).Order(StringComparer.Ordinal)];
        if (both.Length > 0)
        {
            throw new ArgumentException($"{string.Join(", ", both)} stand in {nameof(FhirReadOptions.Codes)} and in {nameof(FhirReadOptions.NarrowerCodes)}; expected one of them.", nameof(options));
        }

        foreach ((FhirCode code, string own) in options.Codes.Concat(options.NarrowerCodes).OrderBy(static c => c.Key.ToString(), StringComparer.Ordinal))
        {
            if (!catalog.TryParse(own, code, true, out _, out string? refusal))
            {
                throw new ArgumentException($"The code {code} is mapped to '{own}': {refusal}", nameof(options));
            }
        }
    }
}
