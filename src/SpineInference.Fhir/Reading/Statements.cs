using SpineInference.Anatomy;
using SpineInference.Engine.Networks;

namespace SpineInference.Fhir.Reading;

/// <summary>Joins sides, lets newer statements take the place of older ones, and reports what contradicts.</summary>
internal static class Statements
{
    /// <summary>The statements that hold, in the order of the record.</summary>
    public static List<Candidate> Settle(List<Candidate> candidates, Side? complaint, SpineModel model, ReadingLog log)
    {
        List<Candidate> sided = JoinSides(candidates, complaint, model, log);
        var kept = new HashSet<Candidate>(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<(string Id, Leg? Leg), Candidate> group in sided.GroupBy(static c => (c.Statement.Finding.Id, c.Statement.Leg)))
        {
            List<Candidate> current = Current([.. group], static c => c.Time, static c => c.Place, log);
            Contradictions(current, model, log);
            kept.UnionWith(current);
        }

        return [.. sided.Where(kept.Contains)];
    }

    /// <summary>What holds of complaint, its side or setting: nothing, or statements that say the same.</summary>
    public static List<ContextCandidate> Settle(IEnumerable<ContextCandidate> candidates, string id, ReadingLog log)
    {
        List<ContextCandidate> current = Current([.. candidates.Where(c => c.Id == id)], static c => c.Time, static c => c.Place, log);
        if (current.Select(static c => c.State).Distinct().Count() > 1)
        {
            log.Fault(current[0].Place, $"'{id}' is said to be {string.Join(" and ", current.Select(static c => $"'{c.State}' ({c.Place.Reference})"))}, and neither is newer. Keep one of them.");
        }

        return current;
    }

    // The library's own rule: without a side, what is present joins the leg of the complaint or the one leg that is named, and what is absent
    // or normal holds of both.
    private static List<Candidate> JoinSides(List<Candidate> candidates, Side? complaint, SpineModel model, ReadingLog log)
    {
        Leg[] named = [.. candidates.Where(static c => c.Statement.Leg is not null).Select(static c => c.Statement.Leg!.Value).Distinct()];
        if (named.Length == 0)
        {
            return candidates;
        }

        Leg? affected = complaint switch
        {
            Side.Left => Leg.Left,
            Side.Right => Leg.Right,
            _ => named.Length == 1 ? named[0] : null,
        };
        var joined = new List<Candidate>();
        foreach (Candidate candidate in candidates)
        {
            Observation statement = candidate.Statement;
            if (!statement.Finding.IsOfLeg || statement.Leg is not null)
            {
                joined.Add(candidate);
            }
            else if (model.IsNegative(statement))
            {
                joined.AddRange(Legs.All.Select(leg => candidate with { Statement = statement.In(leg) }));
            }
            else if (affected is { } one)
            {
                joined.Add(candidate with { Statement = statement.In(one) });
            }
            else
            {
                log.Fault(candidate.Place, $"'{statement.Finding}' is a finding of a leg without a side, and the record names both legs. Give it a bodySite of {FhirSystems.Leg} (left, right).");
            }
        }

        return joined;
    }

    private static List<T> Current<T>(List<T> all, Func<T, TimeRange> timeOf, Func<T, Place> placeOf, ReadingLog log)
    {
        if (all.Count < 2)
        {
            return all;
        }

        T newest = all.MaxBy(c => timeOf(c).Start)!;
        DateTimeOffset since = timeOf(newest).Start;
        foreach (T older in all.Where(c => timeOf(c).End <= since))
        {
            log.List(placeOf(older), NotUnderstoodReason.Superseded, $"{placeOf(newest).Reference} says the same or another thing of the same finding at a later time, and is used.");
        }

        return [.. all.Where(c => timeOf(c).End > since)];
    }

    private static void Contradictions(List<Candidate> current, SpineModel model, ReadingLog log)
    {
        if (current.Count < 2)
        {
            return;
        }

        Observation first = current[0].Statement;
        Variable variable = model.Network[first.Finding.IsOfLeg ? $"{(first.Leg ?? Leg.Left).Id}.{first.Finding.Id}" : first.Finding.Id];
        bool isPossible = Enumerable.Range(0, variable.StateCount).Any(s => current.All(c => c.Statement.Kind switch
        {
            ObservationKind.Present => c.Statement.Finding.State == variable.States[s],
            ObservationKind.Absent => c.Statement.Finding.State != variable.States[s],
            _ => true,
        }));
        if (!isPossible)
        {
            const int Named = 5;
            string more = current.Count > Named ? $" and {current.Count - Named} more" : "";
            log.Fault(current[0].Place, $"These statements contradict each other, and none is newer than the others: {string.Join(", ", current.Take(Named).Select(static c => $"{c.Statement} ({c.Place.Reference})"))}{more}. Keep one of them, or give each its time.");
        }
    }
}
