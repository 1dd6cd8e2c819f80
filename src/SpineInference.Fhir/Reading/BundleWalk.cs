using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Goes through a Bundle: the newest version of each resource, without those that are deleted or must not be read.</summary>
internal static class BundleWalk
{
    public static List<BundleEntry> Entries(R4.Bundle bundle, FhirReadOptions options, ReadingLog log)
    {
        var root = new Place("", "Bundle");
        if (bundle.Entry.Count > options.MaximumEntries)
        {
            log.Fault(root.At("entry"), $"The Bundle has {bundle.Entry.Count} entries; expected at most {options.MaximumEntries}. Send one patient at a time{(options.Names.MaximumEntries.Length == 0 ? "" : $", or raise {options.Names.MaximumEntries}")}.");
            return [];
        }

        if (bundle.ImplicitRules is not null)
        {
            log.Fault(root.At("implicitRules"), $"The Bundle follows rules of its own ({bundle.ImplicitRules}), which are not known. Leave them out if it can be read without.");
        }

        var entries = new List<BundleEntry>();
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < bundle.Entry.Count; i++)
        {
            R4.Bundle.EntryComponent? entry = bundle.Entry[i];
            string path = $"Bundle.entry[{i}]";
            if (entry?.Request?.Method == R4.Bundle.HTTPVerb.DELETE && entry.Request.Url is { } url)
            {
                deleted.Add(WithoutVersion(url));
            }

            if (entry?.Resource is not { } resource)
            {
                log.List(new Place(entry?.FullUrl ?? "", path), NotUnderstoodReason.EmptyEntry, "The entry has no resource.");
                continue;
            }

            string reference = string.IsNullOrEmpty(resource.Id) ? entry.FullUrl ?? $"#{i}" : $"{resource.TypeName}/{resource.Id}";
            entries.Add(new BundleEntry(resource, entry.FullUrl, new Place(reference, $"{path}.resource")));
        }

        return [.. Newest(entries, log).Where(e => IsReadable(e, deleted, options.Names, log))];
    }

    /// <summary>A reference without the version at its end.</summary>
    public static string WithoutVersion(string reference)
    {
        int history = reference.IndexOf("/_history/", StringComparison.Ordinal);
        return history < 0 ? reference : reference[..history];
    }

    private static List<BundleEntry> Newest(List<BundleEntry> entries, ReadingLog log)
    {
        var kept = new HashSet<BundleEntry>(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<string, BundleEntry> versions in entries.GroupBy(static e => e.Place.Reference, StringComparer.Ordinal))
        {
            BundleEntry[] all = [.. versions];
            BundleEntry newest = all[0];
            if (all.Length > 1)
            {
                DateTimeOffset?[] times = [.. all.Select(static e => e.Resource.Meta?.LastUpdated)];
                int latest = Array.IndexOf(times, times.Max());
                newest = all[latest];
                bool isDecided = times.All(static t => t is not null) && times.Count(t => t == times[latest]) == 1;
                if (!isDecided && !all.All(e => R4.PocoEqualityComparisons.IsExactly(e.Resource, newest.Resource)))
                {
                    log.Fault(newest.Place, $"The Bundle holds {all.Length} versions of the resource and does not say which is newest. Keep one, or give each its meta.lastUpdated.");
                }

                foreach (BundleEntry older in all.Where(e => !ReferenceEquals(e, newest)))
                {
                    log.List(older.Place, NotUnderstoodReason.Superseded, $"The same resource stands at {newest.Place.Path}, and that version is used.");
                }
            }

            kept.Add(newest);
        }

        return [.. entries.Where(kept.Contains)];
    }

    private static bool IsReadable(BundleEntry entry, HashSet<string> deleted, FhirOptionNames names, ReadingLog log)
    {
        (R4.Resource resource, string? fullUrl, Place place) = entry;
        if (deleted.Contains(place.Reference) || (fullUrl is not null && deleted.Contains(WithoutVersion(fullUrl))))
        {
            log.List(place, NotUnderstoodReason.Deleted, "The Bundle deletes the resource: it is not used.");
            return false;
        }

        if (resource is not (R4.Patient or R4.Observation or R4.Condition or R4.DiagnosticReport or R4.QuestionnaireResponse))
        {
            string remedy = resource is R4.Encounter ? $" Where the patient is seen is said by {names.Setting}." : "";
            log.List(place, NotUnderstoodReason.OtherResource, $"Findings are read from Observation, Condition, DiagnosticReport and QuestionnaireResponse, not from {resource.TypeName}.{remedy}");
            return false;
        }

        var domain = (R4.DomainResource)resource;
        string? modifier = domain.ModifierExtension.Count > 0 ? domain.ModifierExtension[0]?.Url ?? "" : resource.ImplicitRules;
        if (modifier is not null)
        {
            string message = $"'{modifier}' may change the meaning of the whole resource and is not known";
            if (resource is R4.Patient)
            {
                log.Fault(place, $"{message}. Leave it out if the patient can be read without.");
                return true;
            }

            log.List(place, NotUnderstoodReason.ModifierExtension, $"{message}: the resource is not used.");
            return false;
        }

        foreach (R4.Resource contained in domain.Contained.Where(static c => c is R4.Observation or R4.Condition or R4.DiagnosticReport or R4.QuestionnaireResponse))
        {
            log.List(place.At("contained"), NotUnderstoodReason.IgnoredElement, $"The {contained.TypeName} '{contained.Id}' inside the resource was not read: give it an entry of its own.");
        }

        return true;
    }
}
