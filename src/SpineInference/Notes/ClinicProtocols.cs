using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>Models for clinics that ask the same of everybody.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class ClinicProtocols
{
    // What every answer holds; whatever else is read is computed when it is read.
    private static readonly HashSet<string> Answers =
    [
        "cause", "slip-mechanism", "slip-direction", "disc-level", "zone", "side", "root-level", "lesion-site", "complaint", "complaint-side",
    ];

    /// <summary>A model specialised to what is told of some patients: quicker for all of whom nothing else is told, the same for others.</summary>
    /// <param name="model">A model.</param>
    /// <param name="examples">Patients that are typical; every finding and context any of them states is foreseen.</param>
    /// <returns>A model with the same answers, to rounding; the same one where its engine is not the built-in exact one.</returns>
    /// <remarks>Compiles two programs, which takes some tenths of a second and pays after some thousand patients.</remarks>
    public static SpineModel ForProtocol(this SpineModel model, IEnumerable<Patient> examples)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(examples);
        return model.Engine is ExactEngine general ? model.With(new ProtocolEngine(general, Of(model.Network, examples))) : model;
    }

    // Two protocols: the answer itself, and P(no symptom in the sciatic territory), which asks for evidence of its own.
    private static EvidenceProtocol[] Of(BayesianNetwork network, IEnumerable<Patient> examples)
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
