using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>Sciatica as a derived event: pain or altered sensation in some region of the sciatic nerve's territory.</summary>
/// <remarks>P(sciatica | findings) = 1 − P(findings, no symptom in the territory) / P(findings): one more query, and no node that
/// would tie all regions together.</remarks>
internal static class Sciatica
{
    public static double Probability(Diagnosis diagnosis)
    {
        Evidence evidence = diagnosis.Evidence;
        IInferenceEngine engine = diagnosis.Patient.Model.Engine;
        double logFindings = diagnosis.Posteriors.LogEvidence;
        foreach (Leg leg in Legs.All)
        {
            foreach (Region region in SciaticNerve.Territory)
            {
                foreach (string symptom in (ReadOnlySpan<string>)["pain", "sensation"])
                {
                    Variable variable = evidence.Network[$"{leg.Id}.{symptom}.{region.Id}"];
                    ReadOnlySpan<double> stated = evidence.LikelihoodsOf(variable);
                    double likelihoodOfAbsent = stated.IsEmpty ? 1 : stated[0];
                    if (likelihoodOfAbsent == 0)
                    {
                        return 1;
                    }

                    evidence = evidence.ObserveLikelihood(variable, [likelihoodOfAbsent, 0]);
                }
            }
        }

        return engine.TryQuery(evidence, out Posteriors? posteriors) ? Math.Clamp(1 - Math.Exp(posteriors.LogEvidence - logFindings), 0, 1) : 1;
    }
}
