namespace SpineInference.Engine.Networks;

/// <summary>The distribution of the largest of several independent proposals, taken up one after the other.</summary>
/// <remarks>
/// <para>With Fₖ(s) the sum of proposal k up to state s and G(s) = Πₖ Fₖ(s), P(largest = s) is G(s) − G(s − 1). That difference cancels where
/// a proposal is near the rounding unit. With one more proposal p of sum F, it becomes (G(s) − G(s − 1))·F(s) + G(s − 1)·p(s): sums of
/// products of non-negative numbers, so that each result has a relative error of a few rounding units. Stateless.</para>
/// </remarks>
internal static class MaximumOfProposals
{
    /// <summary>Nobody proposes: the first state, with certainty.</summary>
    /// <param name="maximum">Receives P(largest = s).</param>
    /// <param name="below">Receives G(s − 1): the probability that all propose less than s.</param>
    public static void Start(Span<double> maximum, Span<double> below)
    {
        maximum.Clear();
        maximum[0] = 1;
        below.Fill(1);
        below[0] = 0;
    }

    /// <summary>Takes up one more proposal.</summary>
    /// <param name="proposal">Its probabilities.</param>
    /// <param name="maximum">P(largest = s), updated.</param>
    /// <param name="below">The probability that all propose less than s, updated.</param>
    public static void Add(ReadOnlySpan<double> proposal, Span<double> maximum, Span<double> below)
    {
        double before = 0;
        for (int s = 0; s < maximum.Length; s++)
        {
            double upTo = before + proposal[s];
            maximum[s] = (maximum[s] * upTo) + (below[s] * proposal[s]);
            below[s] *= before;
            before = upTo;
        }
    }

    /// <summary>Carries a derivative with respect to the largest back to one proposal.</summary>
    /// <param name="gradient">∂f/∂P(largest = s).</param>
    /// <param name="maximum">P(largest = s) of the other proposals.</param>
    /// <param name="below">The probability that all the others propose less than s.</param>
    /// <param name="proposalGradient">∂f/∂(entry of the proposal) is added to this.</param>
    /// <remarks>Proposed s is the largest where the others propose at most s, and otherwise the others' largest t > s stays: the entry's
    /// derivative is gradient(s)·G(s) + Σ over t > s of gradient(t)·P(others' largest = t).</remarks>
    public static void CarryBack(
        ReadOnlySpan<double> gradient, ReadOnlySpan<double> maximum, ReadOnlySpan<double> below, Span<double> proposalGradient)
    {
        double above = 0;
        for (int s = maximum.Length - 1; s >= 0; s--)
        {
            proposalGradient[s] += (gradient[s] * (below[s] + maximum[s])) + above;
            above += gradient[s] * maximum[s];
        }
    }
}
