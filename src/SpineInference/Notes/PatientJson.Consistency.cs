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
        private void CheckConsistency(Patient patient)
        {
            Leg[] named = [.. _stated.Where(s => s.Observation.Leg is not null && !s.Observation.Finding.IsRuleOnly).Select(static s => s.Observation.Leg!.Value).Distinct()];
            Leg? told = patient.ComplaintSide switch { Side.Left => Leg.Left, Side.Right => Leg.Right, _ => null };
            bool IsHomeless((Observation Observation, LocatedJson Where) s) =>
                named.Length == 2 && told is null && s.Observation.Leg is null && s.Observation.Finding.IsOfLeg && !s.Observation.Finding.IsRuleOnly && !model.IsNegative(s.Observation);
            foreach ((Observation observation, LocatedJson where) in _stated.Where(IsHomeless))
            {
                reader.AddFault(where, $"'{observation.Finding}' is a finding of a leg, and both legs are named: state the leg it belongs to.");
            }

            (Observation Observation, LocatedJson Where)[] placed = [.. _stated.Where(s => !IsHomeless(s))];
            PatientReading reading = PatientReading.Of(patient.WithOnly([.. placed.Select(static s => s.Observation)]));
            foreach (var group in placed
                .Where(static s => s.Observation.Kind != ObservationKind.Uncertain)
                .SelectMany(s => reading.PlacesOf(model, s.Observation).Select(place => (Place: place, s.Observation, s.Where)))
                .GroupBy(static s => s.Place)
                .DistinctBy(static g => g.Last().Where))
            {
                ImmutableArray<string> states = model.StatesOf(group.First().Observation.Finding);
                if (!states.Any(state => group.All(s => s.Observation.Kind == ObservationKind.Present == (s.Observation.Finding.State == state))))
                {
                    reader.AddFault(group.Last().Where, $"These statements contradict each other: {string.Join(", ", group.Select(static s => s.Observation))}. Keep one of them.");
                }
            }

            CheckSide(patient);
        }

        private void CheckSide(Patient patient)
        {
            foreach ((Observation observation, LocatedJson where) in _stated.Where(static s => s.Observation.Finding.Id == "both-legs"))
            {
                if (patient.ComplaintSide is { } side && observation.Kind != ObservationKind.Uncertain && model.IsNegative(observation) == (side == Side.Both))
                {
                    reader.AddFault(where, $"'{observation}' contradicts 'complaintSide', '{side.Id}'. Keep one of them.");
                }
            }
        }
    }
}
