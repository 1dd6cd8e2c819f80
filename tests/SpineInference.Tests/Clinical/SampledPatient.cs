using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>A patient drawn from the model itself, of whom part is told: whatever is stated is possible together.</summary>
internal sealed class SampledPatient
{
    private static readonly BayesianNetwork Network = SpineModel.Default.Network;

    private readonly Random _random;
    private readonly int[] _states = new int[Network.Variables.Length];

    public SampledPatient(int seed)
    {
        _random = new Random(seed);
        foreach (Variable variable in Network.TopologicalOrder)
        {
            ConditionalDistribution distribution = Network.DistributionOf(variable);
            int configuration = distribution.Parents.Aggregate(0, (c, parent) => (c * parent.StateCount) + _states[parent.Index]);
            _states[variable.Index] = Draw(distribution.Table.Slice(configuration * variable.StateCount, variable.StateCount));
        }
    }

    /// <summary>The state that was drawn for a variable.</summary>
    public string StateOf(string variable) => Network[variable].States[_states[Network[variable].Index]];

    /// <summary>Evidence on the context, and on findings: three in four by their state, the others by random likelihoods.</summary>
    public Evidence Tell(int findings)
    {
        Evidence evidence = Evidence.None(Network);
        foreach (DescribedVariable described in Choose(ShippedKnowledge.Network.Variables.Where(static v => v.Kind == VariableKind.Finding), findings)
            .Concat(Choose(ShippedKnowledge.Network.Variables.Where(static v => v.Kind == VariableKind.Context), _random.Next(4))))
        {
            Variable variable = Network.Variables[described.Variable.Index];
            evidence = described.Kind == VariableKind.Context || _random.Next(4) > 0
                ? evidence.Observe(variable, _states[variable.Index])
                : evidence.ObserveLikelihood(variable, [.. variable.States.Select(_ => 0.05 + _random.NextDouble())]);
        }

        return evidence;
    }

    /// <summary>The same through the note of a patient: present, absent and uncertain findings, each with its leg.</summary>
    public Patient Note(int findings)
    {
        Patient patient = SpineModel.Default.Patient(
            _random.Next(3) == 0 ? null : AgeBands.MiddleOf(StateOf("age-band")),
            StateOf("sex") == "male" ? Sex.Male : Sex.Female,
            StateOf("setting") == "primary-care" ? Setting.PrimaryCare : Setting.SpineClinic);
        foreach (DescribedVariable described in Choose(ShippedKnowledge.Network.Variables.Where(static v => v.Kind == VariableKind.Finding), findings))
        {
            Leg? leg = described.Copy is null ? null : Legs.Parse(described.Copy);
            int drawn = _states[described.Variable.Index];
            int other = (drawn + _random.Next(1, described.Variable.StateCount)) % described.Variable.StateCount;
            patient = _random.Next(6) switch
            {
                0 => patient.With(Stated(described, leg, drawn, ObservationKind.Uncertain, 0.1 + (10 * _random.NextDouble()))),
                1 or 2 => patient.With(Stated(described, leg, other, ObservationKind.Absent, 1)),
                _ => patient.With(Stated(described, leg, drawn, ObservationKind.Present, 1)),
            };
        }

        return patient;
    }

    private static Observation Stated(DescribedVariable described, Leg? leg, int state, ObservationKind kind, double ratio) =>
        Observation.Of(SpineModel.Default.GetFinding(described.Id, described.Variable.States[state]), leg, kind, ratio);

    private DescribedVariable[] Choose(IEnumerable<DescribedVariable> variables, int count)
    {
        DescribedVariable[] all = [.. variables];
        _random.Shuffle(all);
        return all[..Math.Min(count, all.Length)];
    }

    private int Draw(ReadOnlySpan<double> probabilities)
    {
        double left = _random.NextDouble();
        int last = 0;
        for (int s = 0; s < probabilities.Length; s++)
        {
            if (probabilities[s] > 0)
            {
                last = s;
                left -= probabilities[s];
                if (left < 0)
                {
                    return s;
                }
            }
        }

        return last;
    }
}
