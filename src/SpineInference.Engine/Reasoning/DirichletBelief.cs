using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Each row a Dirichlet vector with α = effective sample size × probabilities, apart from every other row.</summary>
internal sealed class DirichletBelief(BayesianNetwork network) : ParameterBelief(network)
{
    public override ParameterDraws Draw(int count = 1000, int seed = 1, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ParameterDraws.Sample(Network, count, seed);
    }

    // Variance = gᵀ·(diag(θ) − θθᵀ)·g / (α₀ + 1), row by row.
    public override VarianceSplit Split(ReadOnlySpan<double> gradient)
    {
        ThrowIfWrongLength(gradient);
        var rows = new double[Network.Rows.Length];
        foreach (ProbabilityRow row in Network.Rows)
        {
            if (row.IsDefinition)
            {
                continue;
            }

            double mean = 0;
            double square = 0;
            for (int s = 0; s < row.Length; s++)
            {
                double g = gradient[row.ParameterOffset + s];
                mean += row.Probabilities[s] * g;
                square += row.Probabilities[s] * g * g;
            }

            rows[row.Index] = Math.Max(0, (square - (mean * mean)) / (row.EffectiveSampleSize + 1));
        }

        return new VarianceSplit([.. rows], [], 0);
    }

    public override double StandardDeviationOf(ProbabilityRow row, int state)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDefinition ? 0 : Math.Sqrt(row.Probabilities[state] * (1 - row.Probabilities[state]) / (row.EffectiveSampleSize + 1));
    }

    public override double ComputeCumulativeProbability(ProbabilityRow row, int state, double probability)
    {
        ArgumentNullException.ThrowIfNull(row);
        return BeliefIn(row, state).ComputeCumulativeProbability(probability);
    }

    public override CredibleInterval RangeOf(ProbabilityRow row, int state, double mass = 0.9)
    {
        ArgumentNullException.ThrowIfNull(row);
        BetaBelief belief = BeliefIn(row, state);
        return new CredibleInterval(
            Inside(belief.ComputeQuantile((1 - mass) / 2)), Inside(belief.ComputeQuantile((1 + mass) / 2)), mass);

        // Neither end of a belief in something possible is impossible or certain, whatever it was rounded to.
        static double Inside(double quantile) => Math.Clamp(quantile, 1e-300, Math.BitDecrement(1));
    }

    // One entry of a Dirichlet vector is Beta(αₖ, α₀ − αₖ).
    private static BetaBelief BeliefIn(ProbabilityRow row, int state) => new(
        row.EffectiveSampleSize * row.Probabilities[state], row.EffectiveSampleSize * (1 - row.Probabilities[state]));
}
