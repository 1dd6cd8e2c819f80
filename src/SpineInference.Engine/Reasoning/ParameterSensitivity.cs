using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How fast a posterior moves with one parameter.</summary>
public sealed class ParameterSensitivity
{
    internal ParameterSensitivity(ProbabilityRow row, int state, double probability, double derivative)
    {
        Row = row;
        State = state;
        Probability = probability;
        Derivative = derivative;
    }

    /// <summary>The row.</summary>
    public ProbabilityRow Row { get; }

    /// <summary>The entry of the row, by the index of its state.</summary>
    public int State { get; }

    /// <summary>Its present value.</summary>
    public double Probability { get; }

    /// <summary>∂P(hypothesis | evidence)/∂entry, where the other entries of the row give way in proportion.</summary>
    public double Derivative { get; }
}
