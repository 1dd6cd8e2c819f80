using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How far one parameter must move before two hypotheses change places.</summary>
/// <param name="Row">The row.</param>
/// <param name="State">The entry of the row, by the index of its state.</param>
/// <param name="Probability">Its present value.</param>
/// <param name="Threshold">The nearest value beyond which the other is the more probable one, the row's other entries giving way in
/// proportion; inside (0, 1), and the evidence is possible there.</param>
/// <param name="TailProbability">How plausible it is that the entry lies beyond the threshold, by what is
/// believed of it.</param>
public sealed record RankingThreshold(ProbabilityRow Row, int State, double Probability, double Threshold, double TailProbability)
{
    /// <summary>Threshold less present value.</summary>
    public double Change => Threshold - Probability;
}
