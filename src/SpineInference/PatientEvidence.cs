using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Inference;
using SpineInference.Learning;
using SpineInference.Networks;

namespace SpineInference;

/// <summary>Turns a patient's statements into evidence on the network.</summary>
internal static class PatientEvidence
{
    /// <summary>The leg that carries findings with no side stated, and whether it was named.</summary>
    public static (Leg Leg, bool IsNamed) AffectedLeg(Patient patient)
    {
        ImmutableArray<Leg> named = [.. patient.Observations.Where(static o => o.Leg is not null).Select(static o => o.Leg!.Value).Distinct()];
        if (named.Length == 2 && patient.Observations.FirstOrDefault(IsUnsided) is { } unsided)
        {
            throw new ArgumentException(
                $"'{unsided.Finding}' is a finding of a leg, and both legs are named: state the leg it belongs to.");
        }

        return named.Length == 0 ? (Leg.Left, false) : (named[0], true);
    }

    /// <summary>Whether nothing tells the legs apart although something is stated of one.</summary>
    public static bool IsSideUnknown(Patient patient) =>
        patient.Observations.Any(IsUnsided) && patient.Observations.All(static o => o.Leg is null);

    /// <summary>Evidence of the context alone.</summary>
    public static Evidence OfContext(Patient patient)
    {
        Evidence evidence = Evidence.None(patient.Model.Network);
        evidence = patient.Age is { } age ? evidence.Observe("age-band", AgeBand(age)) : evidence;
        evidence = patient.Sex != Sex.Unknown ? evidence.Observe("sex", patient.Sex == Sex.Male ? "male" : "female") : evidence;
        evidence = patient.Setting != Setting.Unknown
            ? evidence.Observe("setting", patient.Setting == Setting.PrimaryCare ? "primary-care" : "spine-clinic")
            : evidence;
        return patient.Complaint == Complaint.Unknown ? evidence : evidence.Observe("complaint", patient.Complaint switch
        {
            Complaint.Leg => "leg",
            Complaint.FootOnly => "foot-only",
            _ => "back-only",
        });
    }

    /// <summary>Evidence of context and findings; an unsided finding goes to the affected leg, the left where none is named.</summary>
    /// <exception cref="ContradictoryFindingsException">Statements about one variable exclude each other.</exception>
    public static Evidence Of(Patient patient) => Of(patient, out _);

    /// <summary>Evidence of context, findings and measurements.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="logScale">What to add to log P(evidence) to have the log density of all that is known; 0 where nothing was measured.</param>
    /// <exception cref="ContradictoryFindingsException">Statements about one variable exclude each other.</exception>
    /// <exception cref="ArgumentException">A measurement of a leg stands beside findings of a leg that is not named.</exception>
    public static Evidence Of(Patient patient, out double logScale)
    {
        (Leg affected, _) = AffectedLeg(patient);
        Evidence evidence = OfContext(patient);
        foreach (IGrouping<string, Observation> group in patient.Observations.GroupBy(o => VariableName(o, affected)))
        {
            Variable variable = patient.Model.Network[group.Key];
            var likelihoods = new double[variable.StateCount];
            Array.Fill(likelihoods, 1);
            foreach (Observation observation in group)
            {
                int state = variable.StateIndex(observation.Finding.State);
                for (int s = 0; s < likelihoods.Length; s++)
                {
                    likelihoods[s] *= (observation.Kind, s == state) switch
                    {
                        (ObservationKind.Present, false) or (ObservationKind.Absent, true) => 0,
                        (ObservationKind.Uncertain, true) => observation.LikelihoodRatio,
                        _ => 1,
                    };
                }
            }

            if (likelihoods.All(static l => l == 0))
            {
                ImmutableArray<Observation> statements = [.. group];
                throw new ContradictoryFindingsException(
                    $"These statements contradict each other: {string.Join(", ", statements)}. Keep one of them.", statements);
            }

            evidence = evidence.ObserveLikelihood(variable, likelihoods);
        }

        return WithMeasured(patient, evidence, out logScale);
    }

    private static Evidence WithMeasured(Patient patient, Evidence evidence, out double logScale)
    {
        logScale = 0;
        if (patient.Measured.IsEmpty)
        {
            return evidence;
        }

        MeasurementModel model = patient.Model.Measurements!;
        if (IsSideUnknown(patient) && model.Measurements.FirstOrDefault(m =>
            patient.Measured.ContainsKey(m.Name) && Legs.All.Any(leg => m.Parent.StartsWith($"{leg.Id}.", StringComparison.Ordinal))) is { } sided)
        {
            throw new ArgumentException($"'{sided.Name}' was measured of a leg, and findings of a leg are given without one: state the leg they belong to.");
        }

        return model.Observe(evidence, [.. model.Measurements.Select(m => patient.Measured.GetValueOrDefault(m.Name, double.NaN))], out logScale);
    }

    /// <summary>The network's name of the variable a statement is about.</summary>
    public static string VariableName(Observation observation, Leg affected) =>
        observation.Finding.IsOfLeg ? $"{(observation.Leg ?? affected).Id}.{observation.Finding.Id}" : observation.Finding.Id;

    /// <summary>The state of <c>age-band</c> for an age in years.</summary>
    public static string AgeBand(int age) => age switch
    {
        < 40 => "18-39",
        < 50 => "40-49",
        < 60 => "50-59",
        < 70 => "60-69",
        _ => "70+",
    };

    private static bool IsUnsided(Observation observation) => observation.Finding.IsOfLeg && observation.Leg is null;
}
