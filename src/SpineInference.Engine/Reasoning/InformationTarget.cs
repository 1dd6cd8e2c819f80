using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What is to be found out: one variable or several.</summary>
/// <remarks>Immutable.</remarks>
public sealed class InformationTarget
{
    /// <summary>Asks for some variables.</summary>
    /// <param name="combination">How several are asked together.</param>
    /// <param name="variables">The variables; at least one, each once.</param>
    /// <exception cref="ArgumentException">None is named, or one twice.</exception>
    public InformationTarget(TargetCombination combination, params ReadOnlySpan<Variable> variables)
    {
        Variables = [.. variables];
        Combination = combination;
        if (Variables.IsEmpty || Variables.Distinct().Count() != Variables.Length)
        {
            throw new ArgumentException(
                $"Got the targets [{string.Join(", ", Variables.Select(static v => v.Name))}]; expected at least one, and each once.", nameof(variables));
        }
    }

    /// <summary>Asks for one variable.</summary>
    /// <param name="variable">The variable.</param>
    public InformationTarget(Variable variable)
        : this(TargetCombination.Joint, variable)
    {
    }

    /// <summary>The variables.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>How several are asked together.</summary>
    public TargetCombination Combination { get; }
}
