using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference;

/// <summary>Turns a patient's statements into evidence on the network.</summary>
internal static class PatientEvidence
{
    /// <summary>The leg that carries findings with no side stated, and whether it was named.</summary>
    public static (Leg Leg, bool IsNamed) AffectedLeg(Patient patient)
    {
        Leg? first = null;
        Observation? unsided = null;
        bool both = false;
        foreach (Observation observation in patient.Observations)
        {
            both |= observation.Leg is { } other && first is { } one && other != one;
            first ??= observation.Leg;
            unsided ??= IsUnsided(observation) ? observation : null;
        }

        return both && unsided is not null
            ? throw new ArgumentException(
                $"'{unsided.Finding}' is a finding of a leg, and both legs are named: state the leg it belongs to.")
            : (first ?? Leg.Left, first is not null);
    }

    /// <summary>Whether nothing tells the legs apart although something is stated of one.</summary>
    public static bool IsSideUnknown(Patient patient)
    {
        bool isOfLeg = false;
        foreach (Observation observation in patient.Observations)
        {
            if (observation.Leg is not null)
            {
                return false;
            }

            isOfLeg |= IsUnsided(observation);
        }

        return isOfLeg;
    }

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
        ImmutableArray<Observation> all = patient.Observations;
        var names = new string[all.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = VariableName(all[i], affected);
        }

        for (int first = 0; first < names.Length; first++)
        {
            // Statements about one variable are taken together, where the first of them stands.
            if (Array.IndexOf(names, names[first]) == first)
            {
                Variable variable = patient.Model.Network[names[first]];
                evidence = evidence.ObserveLikelihood(variable, LikelihoodsOf(variable, all, names));
            }
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

    private static double[] LikelihoodsOf(Variable variable, ImmutableArray<Observation> observations, string[] names)
    {
        var likelihoods = new double[variable.StateCount];
        bool isPossible = false;
        for (int s = 0; s < likelihoods.Length; s++)
        {
            likelihoods[s] = 1;
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i] == variable.Name)
                {
                    Observation observation = observations[i];
                    likelihoods[s] *= (observation.Kind, s == variable.StateIndex(observation.Finding.State)) switch
                    {
                        (ObservationKind.Present, false) or (ObservationKind.Absent, true) => 0,
                        (ObservationKind.Uncertain, true) => observation.LikelihoodRatio,
                        _ => 1,
                    };
                }
            }

            isPossible |= likelihoods[s] != 0;
        }

        if (isPossible)
        {
            return likelihoods;
        }

        ImmutableArray<Observation> statements = [.. observations.Where((_, i) => names[i] == variable.Name)];
        throw new ContradictoryFindingsException(
            $"These statements contradict each other: {string.Join(", ", statements)}. Keep one of them.", statements);
    }

    private static bool IsUnsided(Observation observation) => observation.Finding.IsOfLeg && observation.Leg is null;
}
