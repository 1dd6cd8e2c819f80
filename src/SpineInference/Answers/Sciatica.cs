using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Sciatica as a derived event: pain or altered sensation in some region of the sciatic nerve's territory.</summary>
/// <remarks>P(sciatica | findings) = 1 − P(findings, no symptom in the territory) / P(findings): one more query, and no node that
/// would tie all regions together.</remarks>
internal static class Sciatica
{
    /// <summary>P(sciatica | findings).</summary>
    public static double Probability(Diagnosis diagnosis) =>
        Probabilities(diagnosis.Patient.Model.Engine, diagnosis.Evidence, diagnosis.Posteriors.LogEvidence)[1];

    /// <summary>P(no sciatica | findings), P(sciatica | findings).</summary>
    public static double[] Probabilities(IInferenceEngine engine, Evidence evidence, double logEvidence) =>
        Excluded(evidence) is { } none && engine.TryQuery(none, out Posteriors? posteriors)
            ? Probabilities(posteriors.LogEvidence - logEvidence)
            : [0, 1];

    /// <summary>P(sciatica | findings) under every draw of the parameters.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="uncertainty">Of its model.</param>
    /// <param name="findings">What was drawn for the findings.</param>
    public static UncertainProbability ProbabilityIn(Diagnosis diagnosis, ModelUncertainty uncertainty, UncertainPosteriors findings)
    {
        var draws = new double[findings.Count];
        Array.Fill(draws, 1);
        if (Excluded(diagnosis.Evidence) is { } none && diagnosis.Patient.Model.Engine.TryQuery(none, out _))
        {
            ReadOnlySpan<double> logs = uncertainty.Analysis.ComputePosteriors(none, uncertainty.Draws).LogEvidence;
            for (int draw = 0; draw < draws.Length; draw++)
            {
                draws[draw] = double.IsNegativeInfinity(findings.LogEvidence[draw]) ? double.NaN : Probabilities(logs[draw] - findings.LogEvidence[draw])[1];
            }
        }

        return new UncertainProbability(diagnosis.SciaticaProbability, draws, findings.Weights);
    }

    // The evidence with no symptom anywhere in the territory; null where one is certain.
    private static Evidence? Excluded(Evidence evidence)
    {
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
                        return null;
                    }

                    evidence = evidence.ObserveLikelihood(variable, [likelihoodOfAbsent, 0]);
                }
            }
        }

        return evidence;
    }

    private static double[] Probabilities(double logAbsent)
    {
        double absent = Math.Clamp(Math.Exp(logAbsent), 0, 1);
        return [absent, 1 - absent];
    }
}
