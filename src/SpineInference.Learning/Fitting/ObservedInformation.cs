using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Effective sample sizes that count what the data say, not what was guessed for them.</summary>
/// <remarks>
/// <para>A variational posterior counts a guessed label like a seen one. The information in a row of data i about the softmax parameters
/// of a probability row θ is tᵢtᵢᵀ with tᵢ = nᵢ − θ·Σnᵢ, nᵢ its expected counts (the score; Louis 1982, and the Hessian is exact within
/// a row, in which P is linear). Adding the prior as α₀ⱼ observations of each state j gives the information matrix I, whose inverse is
/// carried to the probabilities by J = diag θ − θθᵀ. The size is that of the Dirichlet with the same total variance:
/// (1 − Σθ²) / tr(J I⁻¹ J). Rows whose counts are whole numbers in every case were fully observed: they keep the exact posterior, and
/// take no part in the coupling of the others.</para>
/// <para>The coupling between rows is estimated by Σ tᵢtᵢᵀ over all of them where they have at most <see cref="LargestCoupled"/>
/// parameters together, in O(cases · n² + n³) and 16·n² bytes; beyond that each row is taken by itself, which leaves out what the rows
/// share.</para>
/// </remarks>
internal static class ObservedInformation
{
    /// <summary>How many free parameters are inverted together at most.</summary>
    public const int LargestCoupled = 4000;

    private const int ShardSize = 256;
    private const double Whole = 1e-9;

    /// <summary>The corrected size of each row of the network; rows that are not learned keep theirs.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double[] SampleSizes(
        BayesianNetwork network,
        LearningNetwork learning,
        Dirichlets dirichlets,
        IEnumerable<PreparedBlock> blocks,
        double totalWeight,
        long rowCount,
        FitOptions options,
        CancellationToken cancellationToken)
    {
        var parameters = new double[learning.Network.Parameters.Length];
        dirichlets.FillMeans(parameters.AsSpan(0, network.Parameters.Length));
        learning.Complete(parameters);
        double[] sizes = [.. network.Rows.Select(r => r.EffectiveSampleSize)];
        int stride = (int)Math.Max(1, (rowCount + options.InformationCases - 1) / options.InformationCases);
        List<CaseScores> cases = Collect(network, learning, dirichlets, blocks, parameters, stride, options, cancellationToken);
        double usedWeight = cases.Sum(static c => c.Weight);
        double scale = usedWeight > 0 ? totalWeight / usedWeight : 1;

        var isPartial = new bool[network.Rows.Length];
        foreach (CaseScores scores in cases)
        {
            foreach (int row in scores.PartialRows)
            {
                isPartial[row] = true;
            }
        }

        foreach (ProbabilityRow row in dirichlets.Learned)
        {
            sizes[row.Index] = Dirichlets.Total(dirichlets.Posterior, row);
        }

        ProbabilityRow[] partial = [.. dirichlets.Learned.Where(r => isPartial[r.Index])];
        int free = partial.Sum(r => Support(dirichlets, r).Length - 1);
        ProbabilityRow[][] groups = partial.Length == 0 ? [] : free <= LargestCoupled ? [partial] : [.. partial.Select(static r => new[] { r })];
        Solve(groups, dirichlets, parameters, cases, scale, sizes, options, cancellationToken);
        return sizes;
    }

    private static ParallelOptions Parallelism(FitOptions options, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancellationToken };

    private static int[] Support(Dirichlets dirichlets, ProbabilityRow row) =>
        [.. Enumerable.Range(row.ParameterOffset, row.Length).Where(j => dirichlets.Prior[j] > 0)];

    private static List<CaseScores> Collect(
        BayesianNetwork network,
        LearningNetwork learning,
        Dirichlets dirichlets,
        IEnumerable<PreparedBlock> blocks,
        double[] parameters,
        int stride,
        FitOptions options,
        CancellationToken cancellationToken)
    {
        ProbabilityRow[] learned = [.. dirichlets.Learned];
        var all = new List<CaseScores>();
        long firstRow = 0;
        foreach (PreparedBlock block in blocks)
        {
            int count = block.Cohort.Count;
            int shards = (count + ShardSize - 1) / ShardSize;
            var ofShard = new List<CaseScores>[shards];
            long offset = firstRow;
            Parallel.For(0, shards, Parallelism(options, cancellationToken), shard =>
            {
                var found = new List<CaseScores>();
                var own = new double[parameters.Length];
                learning.Engine.VisitCases(
                    block.Evidence, shard * ShardSize, Math.Min(count, (shard + 1) * ShardSize), parameters, (row, logProbability, counts) =>
                {
                    if ((offset + row) % stride != 0 || double.IsNegativeInfinity(logProbability))
                    {
                        return;
                    }

                    counts.CopyTo(own);
                    learning.Settle(own, parameters);
                    found.Add(CaseScores.From(own, parameters, learned, block.Cohort.Weights[row], Whole));
                });
                ofShard[shard] = found;
            });
            foreach (List<CaseScores> found in ofShard)
            {
                all.AddRange(found);
            }

            firstRow += count;
        }

        return all;
    }

    private static void Solve(
        ProbabilityRow[][] groups,
        Dirichlets dirichlets,
        double[] parameters,
        List<CaseScores> cases,
        double scale,
        double[] sizes,
        FitOptions options,
        CancellationToken cancellationToken)
    {
        // The last state of each row is the reference of the softmax: it has no parameter of its own.
        var groupOf = new int[parameters.Length];
        var place = new int[parameters.Length];
        Array.Fill(groupOf, -1);
        var free = new int[groups.Length];
        for (int g = 0; g < groups.Length; g++)
        {
            foreach (int[] support in groups[g].Select(r => Support(dirichlets, r)))
            {
                for (int k = 0; k < support.Length - 1; k++)
                {
                    groupOf[support[k]] = g;
                    place[support[k]] = free[g]++;
                }
            }
        }

        double[][] information = [.. free.Select(static n => new double[n * n])];
        foreach (ProbabilityRow[] group in groups)
        {
            foreach (ProbabilityRow row in group)
            {
                int[] support = Support(dirichlets, row);
                int g = groupOf[support[0]];
                AddPrior(support, dirichlets, parameters, place, information[g], free[g]);
            }
        }

        if (groups.Length == 1)
        {
            CoupledScores.Add(cases, groupOf, place, free[0], scale, information[0], Parallelism(options, cancellationToken));
        }
        else
        {
            AddCases(cases, groupOf, place, free, scale, information);
        }

        cancellationToken.ThrowIfCancellationRequested();

        for (int g = 0; g < groups.Length; g++)
        {
            var factor = new Cholesky(information[g], free[g]);
            int n = free[g];
            Parallel.ForEach(groups[g], Parallelism(options, cancellationToken), row =>
            {
                double size = Size(Support(dirichlets, row), parameters, place, factor, n);
                sizes[row.Index] = Math.Clamp(size, 1e-6, sizes[row.Index]);
            });
        }
    }

    private static void AddCases(
        List<CaseScores> cases, int[] groupOf, int[] place, int[] free, double scale, double[][] information)
    {
        var run = new List<(int Place, double Score)>();
        foreach (CaseScores scores in cases)
        {
            int current = -1;
            run.Clear();
            foreach ((int parameter, double score) in scores.Scores)
            {
                int g = groupOf[parameter];
                if (g < 0)
                {
                    continue;
                }

                if (g != current)
                {
                    AddRun(current, scores.Weight);
                    run.Clear();
                    current = g;
                }

                run.Add((place[parameter], score));
            }

            AddRun(current, scores.Weight);
        }

        void AddRun(int g, double weight)
        {
            foreach ((int i, double first) in run)
            {
                double weighted = scale * weight * first;
                Span<double> line = information[g].AsSpan(i * free[g], free[g]);
                foreach ((int j, double second) in run)
                {
                    line[j] += weighted * second;
                }
            }
        }
    }

    private static void AddPrior(int[] support, Dirichlets dirichlets, double[] parameters, int[] place, double[] information, int n)
    {
        foreach (int observed in support)
        {
            double weight = dirichlets.Prior[observed];
            for (int a = 0; a < support.Length - 1; a++)
            {
                double first = (support[a] == observed ? 1 : 0) - parameters[support[a]];
                for (int b = 0; b < support.Length - 1; b++)
                {
                    double second = (support[b] == observed ? 1 : 0) - parameters[support[b]];
                    information[(place[support[a]] * n) + place[support[b]]] += weight * first * second;
                }
            }
        }
    }

    private static double Size(int[] support, double[] parameters, int[] place, Cholesky factor, int n)
    {
        double variance = 0;
        double spread = 1;
        foreach (int state in support)
        {
            double theta = parameters[state];
            spread -= theta * theta;

            // Row 'state' of J, in the free parameters: ∂θ_state/∂η_a = θ_state (1[a = state] − θ_a).
            var gradient = new double[n];
            for (int a = 0; a < support.Length - 1; a++)
            {
                gradient[place[support[a]]] = theta * ((support[a] == state ? 1 : 0) - parameters[support[a]]);
            }

            variance += factor.InverseForm(gradient);
        }

        return spread / variance;
    }
}
