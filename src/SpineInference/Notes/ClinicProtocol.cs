using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>What a clinic asks of everybody, read off some of its patients.</summary>
internal static class ClinicProtocol
{
    // What every answer holds; whatever else is read is computed when it is read.
    private static readonly HashSet<string> Answers =
    [
        "cause", "slip-mechanism", "slip-direction", "disc-level", "zone", "side", "root-level", "lesion-site", "complaint", "complaint-side",
    ];

    /// <summary>Two protocols: the answer itself, and P(no symptom in the sciatic territory), which asks for evidence of its own.</summary>
    public static IReadOnlyList<EvidenceProtocol> Of(BayesianNetwork network, IEnumerable<Patient> examples)
    {
        var told = new HashSet<Variable>();
        foreach (Patient patient in examples)
        {
            told.UnionWith(PatientEvidence.Of(patient).Variables);
        }

        IEnumerable<Variable> territory = Legs.All.SelectMany(leg => SciaticNerve.Territory.SelectMany(region => new[]
        {
            network[$"{leg.Id}.pain.{region.Id}"], network[$"{leg.Id}.sensation.{region.Id}"],
        }));
        return
        [
            new EvidenceProtocol(told, network.Variables.Where(static v =>
                Answers.Contains(v.Name) || v.Name.StartsWith("stenosis.", StringComparison.Ordinal) || v.Name.Contains(".root.", StringComparison.Ordinal))),
            new EvidenceProtocol(told.Union(territory), []),
        ];
    }
}
