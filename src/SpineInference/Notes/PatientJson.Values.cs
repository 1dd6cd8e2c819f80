using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference;

public static partial class PatientJson
{
    private sealed partial class Parser
    {
        private const string NumbersFor = $"A number is given for '{AnkleBrachialIndex}' and for the strength of a muscle (MRC 0 to 5) alone.";

        private delegate void PairReader(string id, LocatedJson value, ref Patient patient);

        private void ReadPairs(Dictionary<string, LocatedJson> fields, string name, PairReader read, ref Patient patient)
        {
            if (!fields.TryGetValue(name, out LocatedJson? pairs))
            {
                return;
            }

            if (pairs.Kind != JsonValueKind.Object)
            {
                reader.AddFault(pairs, $"Field '{name}': expected an object from finding to value.");
                return;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach ((string id, LocatedJson value) in pairs.Members)
            {
                if (!seen.Add(id))
                {
                    reader.AddFault(value, $"'{id}' stands twice in '{name}'.");
                    continue;
                }

                read(id, value, ref patient);
            }
        }

        private void ReadValue(string id, LocatedJson value, ref Patient patient)
        {
            (Leg? leg, string bare) = Legs.Split(id);
            if (bare == AnkleBrachialIndex)
            {
                ReadIndex(leg, id, value, ref patient);
            }
            else if (value.Kind == JsonValueKind.Number && IsStrength(bare))
            {
                ReadStrength(id, value, ref patient);
            }
            else if (value.Kind == JsonValueKind.Array)
            {
                ReadPossible(id, bare, value, ref patient);
            }
            else if (value.Kind == JsonValueKind.String)
            {
                Add(value, id, null, value.Text, ObservationKind.Present, 1, ref patient);
            }
            else
            {
                reader.AddFault(value, model.FindFinding(bare) is { } finding
                    ? $"'{id}': got no text; expected one of {string.Join(", ", finding.States)}, or a list of those that are possible. {NumbersFor}"
                    : $"'{id}': got no text; expected the id of a finding, and a text or a list of texts. {NumbersFor}");
            }
        }

        private bool IsStrength(string bare) => model.FindFinding(bare) is { } finding && finding.States.SequenceEqual(StrengthGrades.All.Select(static g => g.Id));

        // Grades of the Medical Research Council, as Findings.Strength takes them.
        private void ReadStrength(string id, LocatedJson value, ref Patient patient)
        {
            double grade = reader.ReadNumber(value, id);
            if (double.IsNaN(grade))
            {
                return;
            }

            if (grade is < 0 or > 5 || grade != Math.Floor(grade))
            {
                reader.AddFault(value, FormattableString.Invariant($"'{id}': the strength is {grade}; expected a whole MRC grade from 0 to 5, or one of {string.Join(", ", StrengthGrades.All.Select(static g => g.Id))}."));
                return;
            }

            Add(value, id, null, Findings.OfMedicalResearchCouncil((int)grade).Id, ObservationKind.Present, 1, ref patient);
        }

        private void ReadIndex(Leg? leg, string id, LocatedJson value, ref Patient patient)
        {
            double index = reader.ReadNumber(value, id);
            if (leg is { } l)
            {
                reader.AddFault(value, $"'{AnkleBrachialIndex}' is a finding of the patient, not of the {l.Id} leg: state it without a leg, the lower of the two.");
                return;
            }

            if (double.IsNaN(index))
            {
                return;
            }

            try
            {
                foreach (Finding finding in Findings.OfAnkleBrachialIndex(index))
                {
                    Add(value, finding.Id, null, finding.State, ObservationKind.Present, 1, ref patient);
                }
            }
            catch (ArgumentOutOfRangeException refusal)
            {
                reader.AddFault(value, FormattableString.Invariant($"{Sentence(refusal)} Got {index}; below 0.9 it counts as low, below 0.4 as very low."));
            }
        }

        // A list of possible states excludes the others.
        private void ReadPossible(string id, string bare, LocatedJson value, ref Patient patient)
        {
            if (model.FindFinding(bare) is not { } finding)
            {
                Add(value, id, null, null, ObservationKind.Present, 1, ref patient);
                return;
            }

            var possible = new List<string>();
            foreach (LocatedJson item in value.Items)
            {
                string state = reader.ReadText(item, id);
                if (item.Kind != JsonValueKind.String)
                {
                    return;
                }

                if (!finding.States.Contains(state))
                {
                    reader.AddFault(item, $"Finding '{bare}' has no state '{state}'. Its states: {string.Join(", ", finding.States)}.");
                    return;
                }

                possible.Add(state);
            }

            string[] excluded = [.. finding.States.Except(possible)];
            if (possible.Count == 0 || excluded.Length == 0)
            {
                reader.AddFault(value, $"'{id}': the list holds {(possible.Count == 0 ? "no state" : "every state")}; expected some of {string.Join(", ", finding.States)}. Leave out what is unknown.");
                return;
            }

            foreach (string state in excluded)
            {
                Add(value, id, null, state, ObservationKind.Absent, 1, ref patient);
            }
        }

        private void ReadUncertain(string id, LocatedJson value, ref Patient patient)
        {
            if (value.Kind != JsonValueKind.Object)
            {
                AddRatio(id, null, value, ref patient);
                return;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach ((string state, LocatedJson ratio) in value.Members)
            {
                if (!seen.Add(state))
                {
                    reader.AddFault(ratio, $"State '{state}' stands twice in '{id}'.");
                    continue;
                }

                AddRatio(id, state, ratio, ref patient);
            }
        }

        private void ReadMeasured(string id, LocatedJson value, ref Patient patient)
        {
            double number = reader.ReadNumber(value, id);
            if (double.IsNaN(number))
            {
                return;
            }

            try
            {
                patient = patient.WithMeasurement(id, number);
            }
            catch (ArgumentException refusal)
            {
                reader.AddFault(value, Sentence(refusal));
            }
        }

        private void ReadExamination(string id, LocatedJson value, ref Patient patient)
        {
            if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
            {
                reader.AddFault(value, $"'{id}': expected true or false, or leave it out where it is unknown.");
                return;
            }

            try
            {
                patient = patient.Examined(id, value.Kind == JsonValueKind.True);
            }
            catch (ArgumentException refusal)
            {
                reader.AddFault(value, Sentence(refusal));
            }
        }

        private void AddRatio(string id, string? state, LocatedJson value, ref Patient patient)
        {
            double ratio = reader.ReadNumber(value, id);
            if (!double.IsNaN(ratio))
            {
                Add(value, id, null, state, ObservationKind.Uncertain, ratio, ref patient);
            }
        }

        // A graded finding is neither present nor absent.
        private string RemedyOf(string id, string? state, ObservationKind kind) =>
            state is not null || model.FindFinding(id) is not { } finding || finding.IsBinary ? ""
                : kind == ObservationKind.Uncertain ? $" Give a ratio for a state: {{\"{finding.States[^1]}\": 3}}."
                : " State it in 'values'.";
    }
}
