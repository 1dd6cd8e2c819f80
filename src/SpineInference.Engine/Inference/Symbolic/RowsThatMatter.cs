using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Which rows of a network an answer hangs on, given what is known.</summary>
/// <remarks>A variable of which nothing is known or asked, nor of any that descends from it, sums to 1 whatever its numbers are; and a row of a configuration that what is
/// known excludes is multiplied by 0. All others matter.</remarks>
internal static class RowsThatMatter
{
    /// <summary>Finds them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isReported">For each variable, whether its posterior is wanted.</param>
    /// <param name="likelihoods">A likelihood for every state in the flat layout.</param>
    /// <param name="offsets">Where each variable's states start.</param>
    /// <returns>For each row, whether it matters.</returns>
    public static bool[] Find(BayesianNetwork network, bool[] isReported, ReadOnlySpan<double> likelihoods, ReadOnlySpan<int> offsets)
    {
        var isNeeded = new bool[network.Variables.Length];
        var open = new Stack<Variable>();
        foreach (Variable variable in network.Variables)
        {
            if (isReported[variable.Index] || likelihoods.Slice(offsets[variable.Index], variable.StateCount).ContainsAnyExcept(1.0))
            {
                open.Push(variable);
            }
        }

        var matters = new bool[network.Rows.Length];
        while (open.TryPop(out Variable? variable))
        {
            if (isNeeded[variable.Index])
            {
                continue;
            }

            isNeeded[variable.Index] = true;
            ConditionalDistribution distribution = network.Distributions[variable.Index];
            foreach (Variable parent in distribution.Parents)
            {
                open.Push(parent);
            }

            var isPossible = new bool[distribution.Parents.Length][];
            for (int i = 0; i < isPossible.Length; i++)
            {
                isPossible[i] = new bool[distribution.Parents[i].StateCount];
                for (int s = 0; s < isPossible[i].Length; s++)
                {
                    isPossible[i][s] = likelihoods[offsets[distribution.Parents[i].Index] + s] != 0;
                }
            }

            if (distribution is ConditionalTable table)
            {
                Mark(isPossible, table.RowOfConfiguration.AsSpan(), 0, 0, matters);
                continue;
            }

            foreach (NoisyMaxContributor contributor in ((NoisyMax)distribution).Contributors)
            {
                var own = new bool[contributor.ParentPositions.Length][];
                for (int i = 0; i < own.Length; i++)
                {
                    own[i] = isPossible[contributor.ParentPositions[i]];
                }

                Mark(own, contributor.RowOfConfiguration.AsSpan(), 0, 0, matters);
            }
        }

        return matters;
    }

    // The last parent's state changes first.
    private static void Mark(bool[][] isPossible, ReadOnlySpan<ProbabilityRow?> rows, int parent, int configuration, bool[] matters)
    {
        if (parent == isPossible.Length)
        {
            if (rows[configuration] is { } row)
            {
                matters[row.Index] = true;
            }

            return;
        }

        bool[] possible = isPossible[parent];
        for (int s = 0; s < possible.Length; s++)
        {
            if (possible[s])
            {
                Mark(isPossible, rows, parent + 1, (configuration * possible.Length) + s, matters);
            }
        }
    }
}
