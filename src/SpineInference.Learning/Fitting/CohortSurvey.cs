using System.Collections.Immutable;
using System.Security.Cryptography;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>What one pass over a cohort tells before fitting: sizes, identity, what is known, and which variables are ever barren.</summary>
internal sealed class CohortSurvey
{
    private CohortSurvey(int variableCount)
    {
        IsObserved = new bool[variableCount];
        IsEverBarren = new bool[variableCount];
        ObservedWeight = new double[variableCount];
    }

    public bool[] IsObserved { get; }

    /// <summary>Whether, in some row, neither the variable nor any of its descendants is known.</summary>
    public bool[] IsEverBarren { get; }

    /// <summary>The weight of the rows in which the variable is known.</summary>
    public double[] ObservedWeight { get; }

    public long Count { get; private set; }

    public double TotalWeight { get; private set; }

    public string Hash { get; private set; } = "";

    /// <summary>The names of the cohort's measurements.</summary>
    public ImmutableArray<string> Measurements { get; private set; } = [];

    public static CohortSurvey Take(ICohortSource source, IReadOnlySet<int> alwaysInformative)
    {
        BayesianNetwork network = source.Network;
        var survey = new CohortSurvey(network.Variables.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Cohort block in source.ReadBlocks())
        {
            CohortHash.Append(hash, block);
            survey.Measurements = block.Measurements;
            survey.Count += block.Count;
            survey.TotalWeight += block.TotalWeight;
            bool[][] informative = Informative(block, alwaysInformative);
            foreach (Variable variable in network.Variables)
            {
                int v = variable.Index;
                survey.IsEverBarren[v] |= informative[v].AsSpan().Contains(false);
                for (int row = 0; row < block.Count; row++)
                {
                    if (IsKnown(block, variable, row))
                    {
                        survey.IsObserved[v] = true;
                        survey.ObservedWeight[v] += block.Weights[row];
                    }
                }
            }
        }

        survey.Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
        return survey;
    }

    /// <summary>For each variable and row, whether the variable or one of its descendants is known.</summary>
    public static bool[][] Informative(Cohort block, IReadOnlySet<int> alwaysInformative)
    {
        BayesianNetwork network = block.Network;
        var informative = new bool[network.Variables.Length][];
        foreach (Variable variable in network.Variables)
        {
            informative[variable.Index] = new bool[block.Count];
        }

        for (int k = network.TopologicalOrder.Length - 1; k >= 0; k--)
        {
            Variable variable = network.TopologicalOrder[k];
            bool[] own = informative[variable.Index];
            bool isAlways = alwaysInformative.Contains(variable.Index);
            bool isSoft = block.LikelihoodColumn(variable.Index) is not null;
            short[]? states = block.StateColumn(variable.Index);
            for (int row = 0; row < own.Length; row++)
            {
                own[row] |= isAlways || (states is not null && states[row] >= 0) || (isSoft && IsKnown(block, variable, row));
            }

            foreach (Variable parent in network.Distributions[variable.Index].Parents)
            {
                bool[] above = informative[parent.Index];
                for (int row = 0; row < own.Length; row++)
                {
                    above[row] |= own[row];
                }
            }
        }

        return informative;
    }

    /// <summary>Whether a row says anything of a variable.</summary>
    public static bool IsKnown(Cohort block, Variable variable, int row)
    {
        if (block.StateColumn(variable.Index) is { } states)
        {
            return states[row] >= 0;
        }

        if (block.LikelihoodColumn(variable.Index) is { } likelihoods)
        {
            for (int s = 0; s < variable.StateCount; s++)
            {
                if (likelihoods[(s * block.Count) + row] != 1)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
