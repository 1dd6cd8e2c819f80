using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference;

/// <summary>Turns a patient's statements into evidence on the network.</summary>
internal static class PatientEvidence
{
    internal static readonly string[] ContextNames = ["age-band", "sex", "setting", "complaint"];

    /// <summary>Evidence of the context alone: age, sex, setting and complaint. The side of the complaint is an effect of the lesion.</summary>
    public static Evidence OfContext(Patient patient)
    {
        Evidence evidence = Evidence.None(patient.Model.Network);
        evidence = patient.Age is { } age ? AgeBands.Observe(evidence, age) : evidence;
        evidence = patient.Sex != Sex.Unknown ? evidence.Observe("sex", patient.Sex.Id) : evidence;
        evidence = patient.Setting != Setting.Unknown
            ? evidence.Observe("setting", patient.Setting.Id)
            : evidence;
        return patient.Complaint == Complaint.Unknown ? evidence : evidence.Observe("complaint", patient.Complaint.Id);
    }

    /// <summary>Natural logarithm of the probability of that context: its variables have parents within the context, if any.</summary>
    public static double LogOfContext(Patient patient)
    {
        Evidence context = OfContext(patient);
        Variable[] variables = [.. ContextNames.Select(n => context.Network[n])];
        int[] states = new int[variables.Length];
        return Math.Log(Sum(0));

        // Over the states of what is unknown; a variable comes after its parents.
        double Sum(int place)
        {
            if (place == variables.Length)
            {
                return 1;
            }

            Variable variable = variables[place];
            ConditionalDistribution distribution = context.Network.DistributionOf(variable);
            ReadOnlySpan<double> likelihoods = context.LikelihoodsOf(variable);
            double sum = 0;
            for (int s = 0; s < variable.StateCount; s++)
            {
                double likelihood = likelihoods.IsEmpty ? 1 : likelihoods[s];
                if (likelihood > 0)
                {
                    states[place] = s;
                    int configuration = distribution.Parents.Aggregate(0, (c, parent) => (c * parent.StateCount) + states[Array.IndexOf(variables, parent)]);
                    sum += likelihood * distribution.Table[(configuration * variable.StateCount) + s] * Sum(place + 1);
                }
            }

            return sum;
        }
    }

    /// <summary>Evidence of context and findings; an unsided finding goes to the affected leg, the left where none is named.</summary>
    /// <exception cref="ContradictoryFindingsException">Statements about one variable exclude each other.</exception>
    public static Evidence Of(Patient patient) => Of(patient, PatientReading.Of(patient), out _);

    /// <summary>Evidence of context, findings and measurements.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="reading">How the note is read.</param>
    /// <param name="logScale">What to add to log P(evidence) to have the log density of all that is known; 0 where nothing was measured.</param>
    /// <exception cref="ContradictoryFindingsException">Statements about one variable exclude each other.</exception>
    /// <exception cref="ArgumentException">A measurement of a leg stands beside findings of a leg that is not named.</exception>
    public static Evidence Of(Patient patient, PatientReading reading, out double logScale)
    {
        Evidence evidence = OfContext(patient);
        ImmutableArray<Observation> all = patient.Observations;
        var places = new int[all.Length][];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = [.. reading.PlacesOf(patient.Model, all[i])];
        }

        // Statements about one variable are taken together, where the first of them stands.
        foreach (int place in places.SelectMany(static p => p).Distinct())
        {
            // What is asked for a rule alone must not contradict itself either, and goes no further.
            Finding finding = all[Array.FindIndex(places, p => p.Contains(place))].Finding;
            double[] likelihoods = LikelihoodsOf(patient.Model.StatesOf(finding).Length, place, all, places);
            evidence = finding.IsRuleOnly ? evidence : evidence.ObserveLikelihood(patient.Model.Network.Variables[place], likelihoods);
        }

        foreach ((string variable, bool isSo) in patient.Examination)
        {
            evidence = evidence.Observe(variable, isSo ? "yes" : "no");
        }

        // Of whom nothing is stated, nothing is stated twice: the list is not read for him.
        evidence = all.IsEmpty ? evidence : Implication.SaidOnce(evidence);
        if (reading.ComplaintSide is { } side)
        {
            evidence = evidence.Observe("complaint-side", side.Id);
            CheckSide(patient, evidence, side);
        }

        return WithMeasured(patient, reading, evidence, out logScale);
    }

    // The same question asked twice, and answered differently.
    private static void CheckSide(Patient patient, Evidence evidence, Side side)
    {
        ReadOnlySpan<double> told = evidence.LikelihoodsOf(evidence.Network["both-legs"]);
        if (!told.IsEmpty && told[side == Side.Both ? 1 : 0] == 0)
        {
            ImmutableArray<Observation> statements = [.. patient.Observations.Where(static o => o.Finding.Id == "both-legs")];
            throw new ContradictoryFindingsException(
                $"'{string.Join(", ", statements)}' contradicts the side of the complaint, '{side.Id}'. Keep one of them.", statements);
        }
    }

    private static Evidence WithMeasured(Patient patient, PatientReading reading, Evidence evidence, out double logScale)
    {
        logScale = 0;
        if (patient.Measured.IsEmpty)
        {
            return evidence;
        }

        MeasurementModel model = patient.Model.Measurements!;
        if (reading.IsSideUnknown && model.Measurements.FirstOrDefault(m =>
            patient.Measured.ContainsKey(m.Name) && Legs.All.Any(leg => m.Parent.StartsWith($"{leg.Id}.", StringComparison.Ordinal))) is { } sided)
        {
            throw new ArgumentException($"'{sided.Name}' was measured of a leg, and findings of a leg are given without one: state the leg they belong to.");
        }

        return model.Observe(evidence, [.. model.Measurements.Select(m => patient.Measured.GetValueOrDefault(m.Name, double.NaN))], out logScale);
    }

    private static double[] LikelihoodsOf(int stateCount, int place, ImmutableArray<Observation> observations, int[][] places)
    {
        var likelihoods = new double[stateCount];
        bool isPossible = false;
        for (int s = 0; s < likelihoods.Length; s++)
        {
            likelihoods[s] = 1;
            for (int i = 0; i < places.Length; i++)
            {
                if (places[i].Contains(place))
                {
                    Observation observation = observations[i];
                    likelihoods[s] *= (observation.Kind, s == observation.Finding.StateIndex) switch
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

        ImmutableArray<Observation> statements = [.. observations.Where((_, i) => places[i].Contains(place))];
        throw new ContradictoryFindingsException(
            $"These statements contradict each other: {string.Join(", ", statements)}. Keep one of them.", statements);
    }
}
