using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How far one parameter must move before two hypotheses change places.</summary>
public sealed class RankingThreshold
{
    internal RankingThreshold(ProbabilityRow row, int state, double probability, double threshold, double tailProbability)
    {
        Row = row;
        State = state;
        Probability = probability;
        Threshold = threshold;
        TailProbability = tailProbability;
    }

    /// <summary>The row.</summary>
    public ProbabilityRow Row { get; }

    /// <summary>The entry of the row, by the index of its state.</summary>
    public int State { get; }

    /// <summary>Its present value.</summary>
    public double Probability { get; }

    /// <summary>The nearest value beyond which the other is the more probable one, the row's other entries giving way in
    /// proportion; inside (0, 1), and the evidence is possible there.</summary>
    public double Threshold { get; }

    /// <summary>How plausible it is that the entry lies beyond the threshold, by what is
    /// believed of it.</summary>
    public double TailProbability { get; }

    /// <summary>Threshold less present value.</summary>
    public double Change => Threshold - Probability;
}
