using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference;

public static partial class PatientJson
{
    private sealed partial class Parser
    {
        private readonly List<(Observation Observation, LocatedJson Where)> _stated = [];

        // What Diagnose would refuse for the statements alone is told here, where each has its place in the file.
        private void CheckConsistency()
        {
            Leg[] named = [.. _stated.Where(static s => s.Observation.Leg is not null).Select(static s => s.Observation.Leg!.Value).Distinct()];
            bool IsHomeless((Observation Observation, LocatedJson Where) s) => named.Length == 2 && s.Observation.Leg is null && s.Observation.Finding.IsOfLeg;
            foreach ((Observation observation, LocatedJson where) in _stated.Where(IsHomeless))
            {
                reader.Fault(where, $"'{observation.Finding}' is a finding of a leg, and both legs are named: state the leg it belongs to.");
            }

            Leg affected = named.Length == 1 ? named[0] : Leg.Left;
            foreach (IGrouping<string, (Observation Observation, LocatedJson Where)> group in _stated
                .Where(s => !IsHomeless(s) && s.Observation.Kind != ObservationKind.Uncertain)
                .GroupBy(s => PatientEvidence.VariableName(s.Observation, affected), StringComparer.Ordinal))
            {
                ImmutableArray<string> states = model.FindingVariables[group.First().Observation.Finding.Id].Variable.States;
                if (!states.Any(state => group.All(s => s.Observation.Kind == ObservationKind.Present == (s.Observation.Finding.State == state))))
                {
                    reader.Fault(group.Last().Where, $"These statements contradict each other: {string.Join(", ", group.Select(static s => s.Observation))}. Keep one of them.");
                }
            }
        }
    }
}
