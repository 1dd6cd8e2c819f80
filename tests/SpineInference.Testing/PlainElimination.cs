using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>Variable elimination as the textbooks have it, on numbers: one marginal a run, sharing nothing with the engine.</summary>
internal sealed class PlainElimination
{
    private readonly BayesianNetwork _network;
    private readonly List<Factor> _factors = [];

    public PlainElimination(BayesianNetwork network, double[] likelihoods)
    {
        _network = network;
        int offset = 0;
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Variable child = distribution.Variable;
            var entries = new Dictionary<UInt128, double>();
            var states = new int[distribution.Parents.Length];
            for (int c = 0; c < distribution.ConfigurationCount; c++)
            {
                distribution.DecodeConfiguration(c, states);
                for (int s = 0; s < child.StateCount; s++)
                {
                    double number = distribution.Table[(c * child.StateCount) + s] * likelihoods[offset + s];
                    if (number != 0)
                    {
                        entries[Key([.. distribution.Parents, child], [.. states, s])] = number;
                    }
                }
            }

            _factors.Add(new Factor([.. distribution.Parents, child], entries));
            offset += child.StateCount;
        }
    }

    /// <summary>P(target = s, evidence) for every state.</summary>
    public double[] Joint(Variable target)
    {
        var factors = new List<Factor>(_factors);
        var remaining = new List<Variable>(_network.Variables.Where(v => v != target));
        while (remaining.Count > 0)
        {
            Variable next = remaining.MinBy(v => ProductSize(factors, v))!;
            remaining.Remove(next);
            List<Factor> bucket = [.. factors.Where(f => f.Scope.Contains(next)).OrderBy(static f => f.Entries.Count)];
            factors.RemoveAll(bucket.Contains);
            factors.Add(SumOut(bucket.Aggregate(Multiply), next));
        }

        Factor result = factors.OrderBy(static f => f.Scope.Length).Aggregate(Multiply);
        return [.. Enumerable.Range(0, target.StateCount).Select(s => result.Entries.GetValueOrDefault(Key([target], [s])))];
    }

    private static double ProductSize(List<Factor> factors, Variable variable) => factors
        .Where(f => f.Scope.Contains(variable)).SelectMany(static f => f.Scope).Distinct()
        .Aggregate(1.0, static (size, v) => size * v.StateCount);

    // Each variable of a scope, in the network's order, is one digit.
    private static UInt128 Key(Variable[] scope, int[] states)
    {
        int[] indices = [.. scope.Select(static v => v.Index)];
        Array.Sort(indices, states);
        UInt128 key = 0;
        foreach ((int state, Variable variable) in states.Zip(scope.OrderBy(static v => v.Index)))
        {
            key = (key * (UInt128)variable.StateCount) + (UInt128)state;
        }

        return key;
    }

    private static int[] Digits(Variable[] sorted, UInt128 key)
    {
        var digits = new int[sorted.Length];
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            digits[i] = (int)(key % (UInt128)sorted[i].StateCount);
            key /= (UInt128)sorted[i].StateCount;
        }

        return digits;
    }

    private static Factor Multiply(Factor a, Factor b)
    {
        Variable[] sa = [.. a.Scope.OrderBy(static v => v.Index)];
        Variable[] sb = [.. b.Scope.OrderBy(static v => v.Index)];
        Variable[] shared = [.. sa.Intersect(sb)];
        Variable[] own = [.. sb.Except(sa)];
        int[] sharedInA = [.. shared.Select(v => Array.IndexOf(sa, v))];
        int[] sharedInB = [.. shared.Select(v => Array.IndexOf(sb, v))];
        int[] ownInB = [.. own.Select(v => Array.IndexOf(sb, v))];
        var partners = b.Entries
            .Select(e => (Digits: Digits(sb, e.Key), Number: e.Value))
            .ToLookup(e => Key(shared, [.. sharedInB.Select(i => e.Digits[i])]));
        var product = new Dictionary<UInt128, double>();
        foreach ((UInt128 key, double x) in a.Entries)
        {
            int[] digits = Digits(sa, key);
            foreach ((int[] other, double y) in partners[Key(shared, [.. sharedInA.Select(i => digits[i])])])
            {
                product[Key([.. sa, .. own], [.. digits, .. ownInB.Select(i => other[i])])] = x * y;
            }
        }

        return new Factor([.. sa, .. own], product);
    }

    private static Factor SumOut(Factor factor, Variable variable)
    {
        Variable[] sorted = [.. factor.Scope.OrderBy(static v => v.Index)];
        int place = Array.IndexOf(sorted, variable);
        Variable[] rest = [.. sorted.Where(v => v != variable)];
        var sums = new Dictionary<UInt128, double>();
        foreach ((UInt128 key, double number) in factor.Entries)
        {
            UInt128 restKey = Key(rest, [.. Digits(sorted, key).Where((_, i) => i != place)]);
            sums[restKey] = sums.GetValueOrDefault(restKey) + number;
        }

        return new Factor(rest, sums);
    }

    private sealed record Factor(Variable[] Scope, Dictionary<UInt128, double> Entries);
}
