using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Every posterior under every possible answer to one question, those of one state side by side.</summary>
/// <remarks>Immutable. An array for each variable: none is large, so that what is asked often leaves nothing that is costly to collect.</remarks>
internal sealed class ScenarioTable
{
    private readonly double[][] _columns;
    private readonly long[] _answered;

    /// <summary>Copies the answers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="variables">The variables to keep.</param>
    /// <param name="answered">Which answer each scenario is, by its number among all; ascending.</param>
    /// <param name="weights">How probable each scenario is.</param>
    /// <param name="answers">Everything under each.</param>
    public ScenarioTable(BayesianNetwork network, IEnumerable<Variable> variables, long[] answered, double[] weights, QueryAnswer[] answers)
    {
        Weights = weights;
        _answered = answered;
        _columns = new double[network.Variables.Length][];
        foreach (Variable variable in variables)
        {
            var column = new double[variable.StateCount * answers.Length];
            for (int i = 0; i < answers.Length; i++)
            {
                answers[i].CopyTo(variable, column.AsSpan(i), answers.Length);
            }

            _columns[variable.Index] = column;
        }
    }

    /// <summary>How probable each scenario is.</summary>
    public double[] Weights { get; }

    /// <summary>The probability of a state under each scenario; NaN where it is not reported.</summary>
    public ReadOnlySpan<double> Of(Variable variable, int state) => _columns[variable.Index].AsSpan(state * Weights.Length, Weights.Length);

    /// <summary>The probability of a state.</summary>
    public double Marginal(Variable variable, int state)
    {
        double sum = 0;
        ReadOnlySpan<double> conditionals = Of(variable, state);
        for (int i = 0; i < conditionals.Length; i++)
        {
            sum += Weights[i] * conditionals[i];
        }

        return sum;
    }

    /// <summary>Σ P(t, f, s) log₂ P(t, f, s) P(s) / (P(t, s) P(f, s)), in bits, where s is what part of the cases lacks.</summary>
    /// <param name="part">The scenarios of the cases that lack it.</param>
    /// <param name="probability">How probable these are.</param>
    /// <param name="finding">The finding.</param>
    public double InformationBeyond(ScenarioTable part, double probability, Variable finding)
    {
        var joint = new double[finding.StateCount, Weights.Length];
        var ofFinding = new double[finding.StateCount];
        var ofAnswer = new double[Weights.Length];
        double all = 0;
        for (int i = 0; i < Weights.Length; i++)
        {
            int other = Array.BinarySearch(part._answered, _answered[i]);
            for (int f = 0; f < finding.StateCount; f++)
            {
                // What is 0 may come out as a rounding error below it.
                double rest = Math.Max(0, (Weights[i] * Of(finding, f)[i]) - (other < 0 ? 0 : probability * part.Weights[other] * part.Of(finding, f)[other]));
                joint[f, i] = rest;
                ofFinding[f] += rest;
                ofAnswer[i] += rest;
                all += rest;
            }
        }

        double bits = 0;
        for (int f = 0; f < finding.StateCount; f++)
        {
            for (int i = 0; i < Weights.Length; i++)
            {
                bits += joint[f, i] > 0 ? joint[f, i] * Math.Log2(joint[f, i] * all / (ofFinding[f] * ofAnswer[i])) : 0;
            }
        }

        return bits;
    }
}
