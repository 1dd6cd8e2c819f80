using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>The second baseline: plain variable elimination on dense tables, one posterior a run.</summary>
/// <remarks>Min-weight order, found anew for each query as a library without compilation does. Source: Zhang &amp; Poole 1994.</remarks>
public sealed class PlainVariableElimination(BayesianNetwork network)
{
    /// <summary>Computes P(target, evidence) for every state of one variable.</summary>
    public double[] Query(ReadOnlySpan<double> likelihoods, Variable target)
    {
        var factors = new List<Factor>();
        int offset = 0;
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            int states = distribution.Variable.StateCount;
            double[] table = distribution.Table.ToArray();
            for (int i = 0; i < table.Length; i++)
            {
                table[i] *= likelihoods[offset + (i % states)];
            }

            factors.Add(new Factor([.. distribution.Parents.Select(static p => p.Index), distribution.Variable.Index], table));
            offset += states;
        }

        var remaining = new HashSet<int>(Enumerable.Range(0, network.Variables.Length));
        remaining.Remove(target.Index);
        while (remaining.Count > 0)
        {
            int next = remaining.MinBy(v => Size(Union(factors.Where(f => f.Scope.Contains(v)))));
            remaining.Remove(next);
            List<Factor> bucket = [.. factors.Where(f => f.Scope.Contains(next))];
            factors.RemoveAll(bucket.Contains);
            factors.Add(Combine(bucket, [.. Union(bucket).Where(v => v != next)]));
        }

        return Combine(factors, [target.Index]).Table;
    }

    private static int[] Union(IEnumerable<Factor> factors) => [.. factors.SelectMany(static f => f.Scope).Distinct().Order()];

    private double Size(int[] scope) => scope.Aggregate(1.0, (n, v) => n * network.Variables[v].StateCount);

    // The product of all factors, summed down to a scope.
    private Factor Combine(List<Factor> factors, int[] result)
    {
        int[] scope = Union(factors);
        var table = new double[(int)Size(result)];
        var digits = new int[scope.Length];
        int[][] strides = [.. factors.Select(f => StridesOf(scope, f.Scope)), StridesOf(scope, result)];
        var places = new int[strides.Length];
        double count = Size(scope);
        for (double entry = 0; entry < count; entry++)
        {
            double product = 1;
            for (int f = 0; f < factors.Count; f++)
            {
                product *= factors[f].Table[places[f]];
            }

            table[places[^1]] += product;
            for (int d = scope.Length - 1; d >= 0; d--)
            {
                bool carry = ++digits[d] == network.Variables[scope[d]].StateCount;
                for (int f = 0; f < places.Length; f++)
                {
                    places[f] += carry ? strides[f][d] * (1 - digits[d]) : strides[f][d];
                }

                if (!carry)
                {
                    break;
                }

                digits[d] = 0;
            }
        }

        return new Factor(result, table);
    }

    private int[] StridesOf(int[] scope, int[] of) => [.. scope.Select(v =>
    {
        int place = Array.IndexOf(of, v);
        return place < 0 ? 0 : (int)Size(of[(place + 1)..]);
    })];

    private sealed record Factor(int[] Scope, double[] Table);
}
