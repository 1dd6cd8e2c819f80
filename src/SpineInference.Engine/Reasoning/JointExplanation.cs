using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>One way in which several questions can be answered together.</summary>
/// <remarks>Immutable.</remarks>
public sealed class JointExplanation
{
    internal JointExplanation(ImmutableArray<Variable> variables, ImmutableArray<int> states, double probability)
    {
        Variables = variables;
        States = states;
        Probability = probability;
    }

    /// <summary>The questions.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>The index of the state of each.</summary>
    public ImmutableArray<int> States { get; }

    /// <summary>P(all these states together | evidence).</summary>
    public double Probability { get; }

    /// <summary>The name of the state of one variable.</summary>
    /// <param name="variable">One of <see cref="Variables"/>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public string this[Variable variable]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(variable);
            int i = Variables.IndexOf(variable);
            return i >= 0 ? variable.States[States[i]] : throw new ArgumentException($"'{variable.Name}' is not part of this explanation.", nameof(variable));
        }
    }

    /// <summary>The states and the probability, as <c>a = x, b = y (0.42)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{string.Join(", ", Variables.Select((v, i) => $"{v.Name} = {v.States[States[i]]}"))} ({Probability:0.000})");
}
