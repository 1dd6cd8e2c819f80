using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.InferNet.Models;

namespace SpineInference.InferNet;

/// <summary>Learns the rows of a network, or of a named part of it, as Dirichlet posteriors by Infer.NET's variational message passing.</summary>
/// <remarks>
/// <para>With every variable of a family observed the result is the closed form, prior plus counts. With missing values it is a
/// mean-field approximation: the missing variables of a patient are taken for independent of each other, so what several findings say
/// together of a missing parent is underrated. The built-in learner sums over them exactly and is much faster; this one is for a second
/// opinion, and for models that were extended beyond a table.</para>
/// <para>Impossible entries stay impossible. Weights repeat a patient, batches share the rows through their messages. Compiles once for
/// each call of <see cref="Fit"/>; the time grows with the number of variables, so name a part of a large network.</para>
/// <para>Immutable.</para>
/// </remarks>
public sealed class InferNetLearner
{
    private readonly InferNetLearnerOptions _options;

    /// <summary>Prepares learning.</summary>
    /// <param name="network">The network; its rows and effective sample sizes are the prior.</param>
    /// <param name="options">What to learn.</param>
    /// <exception cref="ArgumentException">An option is out of range, or names a variable that there is not.</exception>
    public InferNetLearner(BayesianNetwork network, InferNetLearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _options = options ?? new InferNetLearnerOptions();
        Network = network;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Iterations, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaximumPasses, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchSize ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Tolerance, nameof(options));
        LearnedVariables = [.. _options.Variables?.Select(n => network[n]) ?? network.Variables];
    }

    /// <summary>The network whose rows are the prior.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The variables whose rows are learned.</summary>
    public IReadOnlyList<SpineInference.Engine.Networks.Variable> LearnedVariables { get; }

    /// <summary>Learns from a cohort.</summary>
    /// <param name="patients">Evidence on the network, one item a patient; what is unknown is missing at random.</param>
    /// <param name="weights">How many patients each item stands for, positive; empty for one each.</param>
    /// <returns>The posterior.</returns>
    /// <exception cref="ArgumentException">There are no patients, or the weights are unfit.</exception>
    public InferNetFit Fit(IReadOnlyList<Evidence> patients, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(patients);
        if (patients.Count == 0)
        {
            throw new ArgumentException("There are no patients to learn from.", nameof(patients));
        }

        foreach (double weight in weights)
        {
            if (!(weight > 0) || double.IsInfinity(weight))
            {
                throw new ArgumentException($"Got a weight of {weight}; expected finite numbers above 0.", nameof(weights));
            }
        }

        int size = _options.BatchSize ?? patients.Count;
        int batches = (patients.Count + size - 1) / size;
        return Run([.. patients.Chunk(size)], weights.IsEmpty ? null : [.. weights.ToArray().Chunk(size)], new Model(batches));
    }

    private InferNetFit Run(Evidence[][] batches, double[][]? weights, Model shared)
    {
        HashSet<ProbabilityRow> learned = [.. LearnedVariables.SelectMany(v => Network.DistributionOf(v).Rows)];
        var rows = new List<SharedVariableArray<Vector>>();
        var model = new InferNetModel(
            Network,
            InferNetModelOptions.Learning with
            {
                Variables = [.. LearnedVariables.Select(static v => v.Name)],
                LearnedRows = learned.Contains,
                Weighted = weights is not null,
            },
            (range, priors) =>
            {
                var array = SharedVariable<Vector>.Random(range, new DistributionRefArray<Dirichlet, Vector>(priors));
                rows.Add(array);
                return array.GetCopyFor(shared).Named(string.Create(null, $"shared_rows_{rows.Count}"));
            });
        InferenceEngine engine = QuietEngine.Create(new VariationalMessagePassing());
        engine.NumberOfIterations = _options.Iterations;
        BayesianNetwork current = Network;
        double change = double.PositiveInfinity;
        int pass = 0;
        while (pass < _options.MaximumPasses && change > _options.Tolerance)
        {
            for (int b = 0; b < batches.Length; b++)
            {
                model.Observe(batches[b], weights is null ? default : weights[b]);
                shared.InferShared(engine, b);
            }

            BayesianNetwork next = Posterior(model, [.. rows.Select(static r => r.Marginal<Dirichlet[]>())]);
            change = LargestChange(current, next);
            current = next;
            pass++;
        }

        return new InferNetFit(current, pass, change, change <= _options.Tolerance);
    }

    private BayesianNetwork Posterior(InferNetModel model, Dirichlet[][] marginals)
    {
        double[] parameters = Network.Parameters.ToArray();
        double[] sizes = [.. Network.Rows.Select(static r => r.EffectiveSampleSize)];
        RowPool[] pools = [.. model.Pools.Where(static p => p.IsLearned)];
        for (int p = 0; p < pools.Length; p++)
        {
            for (int i = 0; i < pools[p].Rows.Length; i++)
            {
                ProbabilityRow row = pools[p].Rows[i];
                if (!model.IsLearned(row))
                {
                    continue;
                }

                Vector counts = marginals[p][i].PseudoCount;
                double sum = 0;
                for (int s = 0; s < row.Length; s++)
                {
                    sum += row.Probabilities[s] == 0 ? 0 : counts[s];
                }

                for (int s = 0; s < row.Length; s++)
                {
                    parameters[row.ParameterOffset + s] = row.Probabilities[s] == 0 ? 0 : counts[s] / sum;
                }

                sizes[row.Index] = sum;
            }
        }

        return Network.WithParameters(parameters, sizes);
    }

    private static double LargestChange(BayesianNetwork before, BayesianNetwork after)
    {
        double largest = 0;
        for (int i = 0; i < before.Parameters.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(before.Parameters[i] - after.Parameters[i]));
        }

        return largest;
    }
}
