using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>What one finding contributes to an explanation.</summary>
public sealed class Reason
{
    internal Reason(
        string label, Variable variable, WeightOfEvidence alone, WeightOfEvidence givenRest, WeightOfEvidence inOrder, WeightOfEvidence againstRival)
    {
        Label = label;
        Variable = variable;
        Alone = alone;
        GivenRest = givenRest;
        InOrder = inOrder;
        AgainstRival = againstRival;
    }

    /// <summary>The finding in words, such as <c>Foot drop (left)</c>.</summary>
    public string Label { get; }

    /// <summary>The variable behind it.</summary>
    public Variable Variable { get; }

    /// <summary>Its weight if it were the only finding; such weights do not add up.</summary>
    public WeightOfEvidence Alone { get; }

    /// <summary>Its weight on top of all other findings; such weights do not add up either.</summary>
    public WeightOfEvidence GivenRest { get; }

    /// <summary>Its weight on top of the findings stated before it; these add up to the total.</summary>
    public WeightOfEvidence InOrder { get; }

    /// <summary>The same as <see cref="InOrder"/>, against the strongest rival alone; these add up too.</summary>
    public WeightOfEvidence AgainstRival { get; }
}
