using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Fits the rows of a network, and measurements, to a cohort.</summary>
/// <remarks>
/// <para>Each row that is learned is a Dirichlet: prior α₀ = strength · effective sample size · probabilities, posterior α₀ + expected
/// counts. The E-step is exact: the compiled program's derivative under the parameters exp E[log θ] (variational Bayes) or E[θ]
/// (maximum posterior). Every iteration raises the lower bound Σ log Z − Σ KL(posterior ‖ prior) of the log evidence; on complete data it
/// is the log evidence itself, and one iteration gives the conjugate posterior.</para>
/// <para>A noisy-MAX is learned as what it is: the counts are those of each contributor's proposal given the child and the parents. A
/// variable unknown in a row, all of whose descendants are unknown too, contributes nothing there. Exact zeros stay zeros.</para>
/// <para>Deterministic: the same input gives the same result whatever the number of threads. Source: Beal 2003, <i>Variational
/// algorithms for approximate Bayesian inference</i>, ch. 2–3; MacKay 1998 for the softmax basis.</para>
/// </remarks>
/// <example><code>
/// FitResult fitted = Fit.Run(network, cohort.Aggregate(), new FitOptions { Seed = 1 });
/// fitted.Save("fitted.json");
/// </code></example>
public static class Fit
{
    /// <summary>Fits a network to a cohort.</summary>
    /// <param name="network">The network; its rows are the priors.</param>
    /// <param name="cohort">The data: rows on this network, or on one with the same variables.</param>
    /// <param name="options">How; <see cref="FitOptions.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the fit early; it then returns its last complete iteration, with sample sizes that are not corrected
    /// for missing data.</param>
    /// <returns>The fitted network and the reports. Where it was cancelled, the last complete iteration.</returns>
    /// <exception cref="ArgumentException">An option is unfit, or the cohort does not belong to the network.</exception>
    /// <exception cref="CohortFormatException">Rows are impossible under the network, and are not to be left out; or a streamed cohort has
    /// faults.</exception>
    /// <exception cref="SpineInference.Engine.Inference.NetworkTooWideException">The network is too wide for exact inference.</exception>
    public static FitResult Run(
        BayesianNetwork network, ICohortSource cohort, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(cohort);
        options ??= FitOptions.Default;
        options.Check();
        ICohortSource source = cohort is Cohort one ? one.On(network) : cohort;
        return new FitRun(network, source, options, cancellationToken).Run();
    }
}
