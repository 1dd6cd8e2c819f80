using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>What is stated of each finding in each leg, as the questions show it.</summary>
/// <remarks>Immutable; made once for each patient. Looking up is O(1).</remarks>
internal sealed class Note
{
    /// <summary>The mark of a statement that is neither one state nor its absence: a likelihood ratio, or several possible states.</summary>
    public const string Other = "other";

    private readonly Dictionary<(string Id, Leg? Leg), string> _states = [];

    /// <summary>Reads a patient.</summary>
    public Note(Patient patient)
    {
        foreach (Observation observation in patient.Observations)
        {
            string state = StateOf(observation);
            if (observation.Leg is null && observation.Finding.IsOfLeg && patient.Model.IsNegative(observation))
            {
                foreach (Leg leg in Legs.All)
                {
                    Add(observation.Finding.Id, leg, state);
                }
            }
            else
            {
                Add(observation.Finding.Id, observation.Leg, state);
            }
        }
    }

    /// <summary>What is stated of a finding; <see langword="null"/> where nothing is.</summary>
    /// <param name="id">The finding.</param>
    /// <param name="leg">The leg; <see langword="null"/> for a finding of the patient, or of the affected leg.</param>
    public string? this[string id, Leg? leg] => _states.GetValueOrDefault((id, leg));

    /// <summary>All that is stated, place by place.</summary>
    public IReadOnlyCollection<KeyValuePair<(string Id, Leg? Leg), string>> Stated => _states;

    /// <summary>How many statements there are among some findings.</summary>
    public int CountOf(IEnumerable<DescribedFinding> findings)
    {
        int count = 0;
        foreach (DescribedFinding finding in findings)
        {
            count += _states.ContainsKey((finding.Id, null)) ? 1 : 0;
            count += _states.ContainsKey((finding.Id, Leg.Left)) ? 1 : 0;
            count += _states.ContainsKey((finding.Id, Leg.Right)) ? 1 : 0;
        }

        return count;
    }

    private static string StateOf(Observation observation) => (observation.Kind, observation.Finding.State) switch
    {
        (ObservationKind.Present, var state) => state,
        (ObservationKind.Absent, PatientEdit.Present) => PatientEdit.Absent,
        _ => Other,
    };

    private void Add(string id, Leg? leg, string state) =>
        _states[(id, leg)] = _states.TryGetValue((id, leg), out string? before) && before != state ? Other : state;
}
