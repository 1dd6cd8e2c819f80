using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>A part of the model that could be left out: states of a hidden variable that would then never be.</summary>
/// <param name="Name">Its name, as a reader knows it.</param>
/// <param name="Variable">The id of the variable in the tables; its copies for legs, roots and levels go with it.</param>
/// <param name="States">The states that go; empty for all but the first.</param>
/// <param name="Purpose">What is wrong without it.</param>
/// <param name="Decision">The decision that says more.</param>
internal sealed record Mechanism(string Name, string Variable, string[] States, string Purpose, string Decision)
{
    public static IReadOnlyList<Mechanism> All { get; } =
    [
        new("an examiner who reads or reports too much", "over-reports", [], "Chance signs of one examination would be independent votes.", "0061"),
        new("strength that is doubtful in a leg", "doubtful-strength", [], "Pain that inhibits would count once for each muscle.", "0061"),
        new("roots that are held", "held-roots", [], "Tension tests would hang on the word disc.", "0061"),
        new("how severe the lesion is", "severity", [], "A plegic foot would say no more of a root than a faint one.", "0060"),
        new("lesions of both sides", "bilateral", [], "Both legs' signs would need two diseases.", "0060"),
        new("a large prolapse", "large-prolapse", [], "Cauda equina would be stenosis by default.", "0060"),
        new("pain of the kind of a root", "radicular-character", [], "Coughing, sitting and bending would be independent votes.", "0061"),
        new("testing apart from telling", "sensory-deficit", [], "*Tested normal* could not stand beside *told as numb*.", "0061"),
        new("several territories, or the whole leg", "sensation-territory", ["several"], "Drawings that fit no root would have no place.", "0060"),
        new("pain over several territories", "pain-territory", ["several"], "The same of pain.", "0060"),
        new("claudication that is not typical", "neurogenic-claudication", ["some"], "Walking, standing and bending would be all or nothing.", "0060"),
        new("narrowing level by level", "stenosis.{level}", [], "Grades of narrowing on images would go their own ways.", "0060"),
        new("how bad the leg is among complaints", "presentation", ["leg-slight", "leg-great"], "An ache and a plegic leg would come with the same severity.", "0040"),
        new("weakness as a complaint", "presentation", ["weakness"], "A dropped foot would have the causes of leg pain.", "0040"),
        new("reflexes and images of the old", "older", [], "An absent ankle jerk at 80 would weigh as at 40.", "0060"),
        new("two roots at once", "lesion-pattern", ["traversing-and-next", "exiting-and-traversing", "next", "third-sacral", "lower-sacral"], "Every lesion but the whole canal's would strike one root.", "0062"),
        new("slips of several kinds", "aetiology", ["slip-instability", "slip-fracture", "upper-slip-fracture"], "The slip of the young and that of the old would be one.", "0002"),
        new("acute polyneuropathy", "aetiology", ["acute-polyneuropathy"], "Guillain-Barré syndrome would look like two discs.", "0065"),
        new("fractures of vertebrae", "aetiology", ["vertebral-fracture"], "Brittle bones would speak for tumour and infection.", "0018"),
        new("nerves of the thigh and the plexus", "aetiology", ["meralgia", "femoral-neuropathy", "plexopathy"], "A thigh would be L2 to L4, or something serious.", "0060"),
        new("acute limb ischaemia", "aetiology", ["acute-limb-ischaemia"], "A cold leg would be claudication.", "0060"),
        new("hip and knee disease", "aetiology", ["hip-or-knee-disease"], "Groin and thigh would be roots.", "0060"),
        new("other causes that press a root", "aetiology", ["other-compressive"], "Cysts, scars and bleeding would be discs.", "0064"),
    ];

    /// <summary>The network without it: its states are never, the rest share what they had. Zeros are no products.</summary>
    /// <param name="knowledge">The network with its tables.</param>
    /// <exception cref="InvalidOperationException">The tables no longer have such a variable or state.</exception>
    public BayesianNetwork LeaveOut(KnowledgeNetwork knowledge)
    {
        BayesianNetwork network = knowledge.Network;
        Variable[] copies = [.. network.Variables.Where(v => knowledge[v].Source.Id == Variable)];
        if (copies.Length == 0 || States.Except(copies[0].States).Any())
        {
            throw new InvalidOperationException($"Mechanism '{Name}' names '{Variable}' = {string.Join(" or ", States)}, which the tables do not have: name what they have.");
        }

        bool[] goes = [.. copies[0].States.Select((state, s) => States.Length == 0 ? s > 0 : States.Contains(state))];
        double[] numbers = network.Parameters.ToArray();
        foreach (ProbabilityRow row in copies.SelectMany(v => network.DistributionOf(v).Rows).Distinct())
        {
            double left = row.Probabilities.Where((_, s) => !goes[s]).Sum();
            for (int s = 0; s < row.Length; s++)
            {
                // A row that has nothing else has the first state.
                numbers[row.ParameterOffset + s] = left <= 0 ? (s == 0 ? 1 : 0) : goes[s] ? 0 : row.Probabilities[s] / left;
            }
        }

        return network.WithParameters(numbers);
    }
}
