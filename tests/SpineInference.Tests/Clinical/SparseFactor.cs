using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Clinical;

/// <summary>A non-negative function of a few variables, kept as the list of its entries that are not 0.</summary>
/// <param name="Scope">Indices of the variables, at most 21.</param>
/// <param name="Entries">The states, six bits for each variable in the order of the scope, and the value; no states stand twice.</param>
internal sealed record SparseFactor(int[] Scope, List<(UInt128 States, double Value)> Entries)
{
    private const int Bits = 6;

    /// <summary>P(variable | parents), times the likelihoods of the variable's states, without what the evidence rules out.</summary>
    public static SparseFactor Of(ConditionalDistribution distribution, Evidence evidence)
    {
        Variable[] scope = [.. distribution.Parents, distribution.Variable];
        int[] states = new int[scope.Length];
        var entries = new List<(UInt128, double)>();
        for (int i = 0; i < distribution.TableLength; i++)
        {
            distribution.DecodeConfiguration(i / distribution.Variable.StateCount, states.AsSpan(0, scope.Length - 1));
            states[^1] = i % distribution.Variable.StateCount;
            UInt128 packed = 0;
            double value = distribution.Table[i];
            for (int v = 0; v < scope.Length; v++)
            {
                ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(scope[v]);
                double likelihood = likelihoods.IsEmpty ? 1 : likelihoods[states[v]];
                value *= v == scope.Length - 1 || likelihood == 0 ? likelihood : 1;
                packed |= (UInt128)(uint)states[v] << (Bits * v);
            }

            if (value != 0)
            {
                entries.Add((packed, value));
            }
        }

        return new SparseFactor([.. scope.Select(static v => v.Index)], entries);
    }

    /// <summary>The state of the variable at a place of the scope.</summary>
    public static int StateAt(UInt128 states, int place) => (int)(states >> (Bits * place)) & ((1 << Bits) - 1);

    /// <summary>The product: pairs of entries that agree on the shared variables.</summary>
    public SparseFactor Times(SparseFactor other)
    {
        int[] shared = [.. Scope.Where(other.Scope.Contains)];
        int[] mine = [.. shared.Select(v => Array.IndexOf(Scope, v))];
        int[] theirs = [.. shared.Select(v => Array.IndexOf(other.Scope, v))];
        int[] added = [.. Enumerable.Range(0, other.Scope.Length).Where(i => !Scope.Contains(other.Scope[i]))];
        ILookup<UInt128, (UInt128 States, double Value)> byShared = other.Entries.ToLookup(
            e => Pick(e.States, theirs), e => (Pick(e.States, added) << (Bits * Scope.Length), e.Value));
        var entries = new List<(UInt128, double)>();
        foreach ((UInt128 states, double value) in Entries)
        {
            foreach ((UInt128 more, double otherValue) in byShared[Pick(states, mine)])
            {
                entries.Add((states | more, value * otherValue));
            }
        }

        return new SparseFactor([.. Scope, .. added.Select(i => other.Scope[i])], entries);
    }

    /// <summary>The sum over all states of one variable of the scope.</summary>
    public SparseFactor SumOut(int variable)
    {
        int[] kept = [.. Enumerable.Range(0, Scope.Length).Where(i => Scope[i] != variable)];
        var sums = new Dictionary<UInt128, double>();
        foreach ((UInt128 states, double value) in Entries)
        {
            UInt128 rest = Pick(states, kept);
            sums[rest] = sums.GetValueOrDefault(rest) + value;
        }

        return new SparseFactor([.. kept.Select(i => Scope[i])], [.. sums.Select(static s => (s.Key, s.Value))]);
    }

    private static UInt128 Pick(UInt128 states, int[] places)
    {
        UInt128 picked = 0;
        for (int i = 0; i < places.Length; i++)
        {
            picked |= (UInt128)(uint)StateAt(states, places[i]) << (Bits * i);
        }

        return picked;
    }
}
