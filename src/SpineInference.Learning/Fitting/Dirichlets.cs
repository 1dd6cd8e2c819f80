using MathNet.Numerics;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The Dirichlet priors and posteriors of a network's rows, in the layout of its parameter vector.</summary>
/// <remarks>An entry that is structurally 0 has concentration 0 and takes no part. Rows that are not learned keep their probabilities.</remarks>
internal sealed class Dirichlets
{
    // exp ψ(α) underflows below α ≈ 0.0014; so small a weight never matters beside any other, but an exact 0 would make evidence impossible.
    private const double SmallestParameter = 1e-290;

    private readonly BayesianNetwork _network;
    private readonly bool[] _isLearned;

    public Dirichlets(BayesianNetwork network, bool[] isLearned, double strength)
    {
        _network = network;
        _isLearned = isLearned;
        Prior = new double[network.Parameters.Length];
        foreach (ProbabilityRow row in Learned)
        {
            for (int s = 0; s < row.Length; s++)
            {
                Prior[row.ParameterOffset + s] = strength * row.EffectiveSampleSize * row.Probabilities[s];
            }
        }

        Posterior = (double[])Prior.Clone();
    }

    public double[] Prior { get; }

    public double[] Posterior { get; private set; }

    public IEnumerable<ProbabilityRow> Learned => _network.Rows.Where(r => _isLearned[r.Index]);

    public void Restore(double[] posterior) => Posterior = (double[])posterior.Clone();

    /// <summary>Posterior = prior + counts.</summary>
    public void Update(ReadOnlySpan<double> counts)
    {
        var posterior = new double[Posterior.Length];
        foreach (ProbabilityRow row in Learned)
        {
            for (int j = row.ParameterOffset; j < row.ParameterOffset + row.Length; j++)
            {
                posterior[j] = Prior[j] > 0 ? Prior[j] + Math.Max(0, counts[j]) : 0;
            }
        }

        Posterior = posterior;
    }

    /// <summary>Σ of a row's concentrations.</summary>
    public static double Total(ReadOnlySpan<double> concentrations, ProbabilityRow row)
    {
        double total = 0;
        foreach (double concentration in concentrations.Slice(row.ParameterOffset, row.Length))
        {
            total += concentration;
        }

        return total;
    }

    /// <summary>The means of the posteriors; rows that are not learned as they are.</summary>
    public void FillMeans(Span<double> parameters)
    {
        _network.Parameters.CopyTo(parameters);
        foreach (ProbabilityRow row in Learned)
        {
            double total = Total(Posterior, row);
            for (int j = row.ParameterOffset; j < row.ParameterOffset + row.Length; j++)
            {
                parameters[j] = Posterior[j] / total;
            }
        }
    }

    /// <summary>exp E[log θ] = exp(ψ(α) − ψ(Σα)): the parameters of the variational E-step, whose rows sum to less than 1.</summary>
    public void FillGeometricMeans(Span<double> parameters)
    {
        _network.Parameters.CopyTo(parameters);
        foreach (ProbabilityRow row in Learned)
        {
            double ofTotal = SpecialFunctions.DiGamma(Total(Posterior, row));
            for (int j = row.ParameterOffset; j < row.ParameterOffset + row.Length; j++)
            {
                parameters[j] = Posterior[j] > 0
                    ? Math.Max(SmallestParameter, Math.Exp(SpecialFunctions.DiGamma(Posterior[j]) - ofTotal))
                    : 0;
            }
        }
    }

    /// <summary>Σ over rows of KL(posterior ‖ prior).</summary>
    public double Divergence()
    {
        double divergence = 0;
        foreach (ProbabilityRow row in Learned)
        {
            double total = Total(Posterior, row);
            double ofTotal = SpecialFunctions.DiGamma(total);
            divergence += SpecialFunctions.GammaLn(total) - SpecialFunctions.GammaLn(Total(Prior, row));
            for (int j = row.ParameterOffset; j < row.ParameterOffset + row.Length; j++)
            {
                if (Prior[j] > 0)
                {
                    divergence += SpecialFunctions.GammaLn(Prior[j]) - SpecialFunctions.GammaLn(Posterior[j])
                        + ((Posterior[j] - Prior[j]) * (SpecialFunctions.DiGamma(Posterior[j]) - ofTotal));
                }
            }
        }

        return divergence;
    }

    /// <summary>−Σ α₀ log θ at the means: what the log posterior density in the softmax basis loses to the prior.</summary>
    public double Penalty()
    {
        double penalty = 0;
        foreach (ProbabilityRow row in Learned)
        {
            double total = Total(Posterior, row);
            for (int j = row.ParameterOffset; j < row.ParameterOffset + row.Length; j++)
            {
                if (Prior[j] > 0)
                {
                    penalty -= Prior[j] * Math.Log(Posterior[j] / total);
                }
            }
        }

        return penalty;
    }
}
