using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning;

/// <summary>Residuals with a Gaussian covariance C = B + diag((1 − ρ)τ²/w), and the weights w ~ Gamma(ν/2, ν/2) that make the last part a Student-t.</summary>
/// <remarks>A weight that changes the diagonal by Δ multiplies |C| by 1 + Δ·Pₜₜ and takes Δ·λₜ²/(1 + Δ·Pₜₜ) off rᵀC⁻¹r, with P = C⁻¹ and λ = P·r
/// (Sherman &amp; Morrison 1950): a sweep over all weights costs O(n³) at most.</remarks>
internal sealed class WeightedBlock(double[] residuals, int[] kindOf, GradingOptions options)
{
    private const double ProposalDeviation = 1.2;

    /// <summary>P = C⁻¹ after <see cref="Refresh"/>.</summary>
    public double[] Inverse { get; private set; } = [];

    /// <summary>λ = C⁻¹·r after <see cref="Refresh"/>.</summary>
    public double[] Lambda { get; private set; } = [];

    public double[] Weights { get; init; } = [.. residuals.Select(static _ => 1.0)];

    public int Count => residuals.Length;

    /// <summary>The variance of a rate's own deviation at a weight.</summary>
    public double OwnVariance(int rate, ReadOnlySpan<double> tau, double weight) =>
        options.HasHeterogeneity ? (1 - options.SharedWithinStudy) * tau[kindOf[rate]] * tau[kindOf[rate]] / weight : 0;

    /// <summary>log N(r; 0, C) with the present weights, less the constant n/2·log 2π.</summary>
    public double LogLikelihood(double[] covariance, ReadOnlySpan<double> tau)
    {
        var factor = new Cholesky(WithOwn(covariance, tau), Count);
        return (-factor.LogDeterminant - factor.InverseForm([.. residuals])) / 2;
    }

    /// <summary>Brings P and λ up to date.</summary>
    public void Refresh(double[] covariance, ReadOnlySpan<double> tau)
    {
        var factor = new Cholesky(WithOwn(covariance, tau), Count);
        Lambda = [.. residuals];
        factor.Solve(Lambda);
        Inverse = factor.Inverse();
    }

    /// <summary>One Metropolis step for each weight, from an up-to-date P and λ, which it keeps so.</summary>
    public void Sweep(ReadOnlySpan<double> tau, SeededRandom random)
    {
        int n = Count;
        double half = options.DegreesOfFreedom / 2;
        var column = new double[n];
        for (int t = 0; t < n; t++)
        {
            double weight = Weights[t] * Math.Exp(ProposalDeviation * random.NextNormal());
            double change = OwnVariance(t, tau, weight) - OwnVariance(t, tau, Weights[t]);
            double grown = 1 + (change * Inverse[(t * n) + t]);
            double gain = (half * (Math.Log(weight / Weights[t]) - weight + Weights[t]))
                + (((change * Lambda[t] * Lambda[t] / grown) - Math.Log(grown)) / 2);
            if (!(Math.Log(random.NextUniform()) < gain))
            {
                continue;
            }

            Weights[t] = weight;
            Inverse.AsSpan(t * n, n).CopyTo(column);
            double lambda = Lambda[t];
            for (int i = 0; i < n; i++)
            {
                double factor = change * column[i] / grown;
                Lambda[i] -= factor * lambda;
                for (int j = 0; j < n; j++)
                {
                    Inverse[(i * n) + j] -= factor * column[j];
                }
            }
        }
    }

    private double[] WithOwn(double[] covariance, ReadOnlySpan<double> tau)
    {
        double[] c = [.. covariance];
        for (int t = 0; t < Count; t++)
        {
            c[(t * Count) + t] += OwnVariance(t, tau, Weights[t]);
        }

        return c;
    }
}
