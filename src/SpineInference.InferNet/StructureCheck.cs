using SpineInference.Engine.Networks;

namespace SpineInference.InferNet;

/// <summary>Compares the structures of networks: what a compiled model depends on.</summary>
internal static class StructureCheck
{
    /// <summary>Throws unless two networks have the same variables, states and parents, and the second allows no more than the first.</summary>
    /// <param name="expected">The network a model was made for.</param>
    /// <param name="actual">The network it shall be used with.</param>
    /// <exception cref="ArgumentException">They differ; the message says where.</exception>
    public static void ThrowIfOther(BayesianNetwork expected, BayesianNetwork actual)
    {
        if (expected.Structure.DifferenceFrom(actual.Structure) <= StructureDifference.Rows)
        {
            ThrowIfMorePossible(expected, actual);
            return;
        }

        if (expected.Variables.Length != actual.Variables.Length)
        {
            throw new ArgumentException(
                $"Got a network of {actual.Variables.Length} variables; expected the {expected.Variables.Length} of '{expected.Name}'.", nameof(actual));
        }

        for (int v = 0; v < expected.Variables.Length; v++)
        {
            Variable want = expected.Variables[v];
            Variable got = actual.Variables[v];
            if (!want.HasSameStatesAs(got)
                || !expected.Structure.ParentsOf(want).Select(static p => p.Index).SequenceEqual(actual.Structure.ParentsOf(got).Select(static p => p.Index)))
            {
                throw new ArgumentException($"{got.Name}: name, states or parents differ from {want.Name} of '{expected.Name}'.", nameof(actual));
            }
        }
    }

    private static void ThrowIfMorePossible(BayesianNetwork expected, BayesianNetwork actual)
    {
        for (int v = 0; v < expected.Variables.Length; v++)
        {
            ConditionalDistribution want = expected.Distributions[v];
            ConditionalDistribution got = actual.Distributions[v];
            for (int i = 0; i < want.TableLength; i++)
            {
                if (want.Table[i] == 0 && got.Table[i] > 0)
                {
                    throw new ArgumentException(
                        $"{got.Variable.Name} | {got.DescribeConfiguration(i / got.Variable.StateCount)}: {got.Variable.States[i % got.Variable.StateCount]} has probability {got.Table[i]}, but is impossible in '{expected.Name}'. Make a new engine.",
                        nameof(actual));
                }
            }
        }
    }
}
