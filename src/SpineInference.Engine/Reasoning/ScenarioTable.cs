using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Every posterior under every possible answer to one question, those of one state side by side.</summary>
/// <remarks>Immutable. An array for each variable: none is large, so that what is asked often leaves nothing that is costly to collect.</remarks>
internal sealed class ScenarioTable
{
    private readonly double[][] _columns;

    /// <summary>Copies the answers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="variables">The variables to keep.</param>
    /// <param name="weights">How probable each scenario is.</param>
    /// <param name="answers">Everything under each.</param>
    public ScenarioTable(BayesianNetwork network, IEnumerable<Variable> variables, double[] weights, QueryAnswer[] answers)
    {
        Weights = weights;
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
}
