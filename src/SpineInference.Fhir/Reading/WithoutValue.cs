namespace SpineInference.Fhir.Reading;

/// <summary>Whether a code says enough where no value can stand beside it: in a Condition, in the conclusion of a report.</summary>
internal static class WithoutValue
{
    public static bool Suffices(CodeTarget target, string where, FindingCatalog catalog, Place place, ReadingLog log)
    {
        if (target.Id == FindingCatalog.AnkleBrachialIndex || FindingCatalog.IsContext(target.Id))
        {
            log.List(place, NotUnderstoodReason.UnusableValue, $"'{target.Id}' needs a value, which {where} has not: use an Observation.");
            return false;
        }

        if (target.State is null && !catalog[target.Id].IsBinary)
        {
            log.List(place, NotUnderstoodReason.UnusableValue,
                $"'{target.Id}' has grades and {where} names none: use a code such as '{target.Id}={catalog[target.Id].States[1]}'.");
            return false;
        }

        return true;
    }
}
