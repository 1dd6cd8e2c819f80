using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Fhir.Tests;

/// <summary>Patients drawn from the model, of whom part is stated: present, denied or uncertain, with and without a side.</summary>
internal static class DrawnPatient
{
    public static Patient Of(int seed)
    {
        var random = new Random(seed);
        int[] states = Draw(random);
        Patient patient = SpineModel.Default.Patient(
            random.Next(4) == 0 ? null : random.Next(18, 96), (Sex)random.Next(3), (Setting)random.Next(3), (Complaint)random.Next(4));
        bool isSided = random.Next(3) > 0;
        DescribedVariable[] findings =
            [.. SpineModel.Default.Description.Variables.Where(v => v.Kind == VariableKind.Finding && (isSided || v.Copy != "right") && random.Next(8) == 0)];
        foreach (DescribedVariable variable in findings)
        {
            Leg? leg = isSided && variable.Copy is not null ? Legs.Parse(variable.Copy) : null;
            int drawn = states[variable.Variable.Index];
            int other = (drawn + random.Next(1, variable.Variable.StateCount)) % variable.Variable.StateCount;
            patient = patient.With(random.Next(4) switch
            {
                0 => Observation.Of(Finding(variable, random.Next(2) == 0 ? drawn : other), leg, ObservationKind.Uncertain, Math.Exp((6 * random.NextDouble()) - 3)),
                1 => Observation.Of(Finding(variable, other), leg, ObservationKind.Absent),
                _ => Observation.Of(Finding(variable, drawn), leg),
            });
        }

        return patient;
    }

    private static Finding Finding(DescribedVariable variable, int state) => SpineModel.Default.GetFinding(variable.Id, variable.Variable.States[state]);

    private static int[] Draw(Random random)
    {
        BayesianNetwork network = SpineModel.Default.Network;
        int[] states = new int[network.Variables.Length];
        foreach (Variable variable in network.TopologicalOrder)
        {
            ConditionalDistribution distribution = network.DistributionOf(variable);
            int configuration = distribution.Parents.Aggregate(0, (c, parent) => (c * parent.StateCount) + states[parent.Index]);
            ReadOnlySpan<double> row = distribution.Table.Slice(configuration * variable.StateCount, variable.StateCount);
            double left = random.NextDouble();
            for (int s = 0; s < row.Length; s++)
            {
                // The last possible state takes what rounding leaves.
                states[variable.Index] = row[s] > 0 ? s : states[variable.Index];
                left -= row[s];
                if (left < 0)
                {
                    break;
                }
            }
        }

        return states;
    }
}
