using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Tables;

/// <summary>From a specification and an elimination order to a program of tables.</summary>
/// <remarks>
/// In every table the variables that are eliminated last change fastest: what two tables have in common then lies alike in both, and
/// the inner loops run along it. Memory is given by first fit to each result from the step that writes it to the last that reads it.
/// </remarks>
internal sealed class TableCompiler
{
    private readonly int[] _counts;
    private readonly int[] _rank;
    private readonly List<TableShape> _shapes = [];
    private readonly List<TableStep> _steps = [];

    private TableCompiler(int[] counts, int[] order)
    {
        _counts = counts;
        _rank = new int[counts.Length];
        for (int i = 0; i < order.Length; i++)
        {
            _rank[order[i]] = i;
        }
    }

    /// <summary>How many products the steps of an order compute, forward.</summary>
    public static double Estimate(ProgramSpecification specification, int[] order) => DenseOrder.Terms(specification, order);

    /// <summary>Compiles.</summary>
    /// <param name="specification">What carries evidence and what is reported; no parameter may be live.</param>
    /// <param name="order">The elimination order.</param>
    /// <exception cref="OverflowException">A table has more entries than can be counted.</exception>
    public static TableProgram Compile(ProgramSpecification specification, int[] order)
    {
        int[] counts = specification.Layout.Counts;
        var compiler = new TableCompiler(counts, order);
        BayesianNetwork network = specification.Network;
        var parameters = new double[counts.Length][];
        for (int v = 0; v < counts.Length; v++)
        {
            ConditionalDistribution distribution = network.Distributions[v];
            parameters[v] = [.. distribution.Table];
            compiler._shapes.Add(new TableShape([.. distribution.Parents.Select(static p => p.Index), v], counts));
        }

        for (int v = 0; v < counts.Length; v++)
        {
            compiler._shapes.Add(new TableShape([v], counts));
        }

        int one = compiler.Add([]);
        int root = compiler.Eliminate(specification, order, one);
        int forward = compiler._steps.Count;
        int[] derivatives = compiler.Differentiate(specification, root, one);
        var (places, length) = compiler.Place(one + 1, [root, .. derivatives.Where(static d => d > 0)]);
        return new TableProgram
        {
            Counts = counts,
            Shapes = [.. compiler._shapes],
            Places = places,
            Parameters = parameters,
            Steps = [.. compiler._steps],
            ForwardCount = forward,
            Root = root,
            One = one,
            Derivatives = derivatives,
            ResultLength = length,
        };
    }

    private int Eliminate(ProgramSpecification specification, int[] order, int one)
    {
        List<int> factors = [.. Enumerable.Range(0, _counts.Length)];
        for (int v = 0; v < _counts.Length; v++)
        {
            if (specification.CarriesEvidence[v] || specification.IsReported[v])
            {
                factors.Add(_counts.Length + v);
            }
        }

        foreach (int variable in order)
        {
            List<int> bucket = [.. factors.Where(f => _shapes[f].StrideOf(variable) > 0)];
            factors.RemoveAll(bucket.Contains);
            while (bucket.Count > 2)
            {
                (int i, int j) = SmallestPair(bucket);
                int product = Step(bucket[i], bucket[j], without: -1);
                bucket.RemoveAt(j);
                bucket[i] = product;
            }

            factors.Add(Step(bucket[0], bucket.Count > 1 ? bucket[1] : one, without: variable));
        }

        // One number for each part of the network.
        int root = factors[0];
        for (int i = 1; i < factors.Count; i++)
        {
            root = Step(root, factors[i], without: -1);
        }

        return root;
    }

    // The derivative of P(evidence) by each table: a table is read by one step only, so it is one step again.
    private int[] Differentiate(ProgramSpecification specification, int root, int one)
    {
        int forward = _steps.Count;
        var isWanted = new bool[_shapes.Count];
        for (int v = 0; v < _counts.Length; v++)
        {
            isWanted[_counts.Length + v] = specification.IsReported[v];
        }

        foreach (TableStep step in _steps)
        {
            isWanted[step.Result] = isWanted[step.Left] || isWanted[step.Right];
        }

        var derivatives = new int[_shapes.Count];
        derivatives[root] = one;
        for (int k = forward - 1; k >= 0; k--)
        {
            TableStep step = _steps[k];
            if (isWanted[step.Left])
            {
                derivatives[step.Left] = Contract(derivatives[step.Result], step.Right, _shapes[step.Left].Variables);
            }

            if (isWanted[step.Right] && step.Right != one)
            {
                derivatives[step.Right] = Contract(derivatives[step.Result], step.Left, _shapes[step.Right].Variables);
            }
        }

        return [.. Enumerable.Range(0, _counts.Length).Select(v => specification.IsReported[v] ? derivatives[_counts.Length + v] : -1)];
    }

    private int Step(int left, int right, int without) =>
        Contract(left, right, [.. _shapes[left].Variables.Union(_shapes[right].Variables).Where(v => v != without)]);

    private int Contract(int left, int right, int[] variables)
    {
        int result = Add(variables);
        IEnumerable<int> all = _shapes[left].Variables.Union(_shapes[right].Variables).Union(variables).OrderBy(v => _rank[v]);
        _steps.Add(new TableStep(left, right, result, [.. all.Select(v =>
            new TableAxis(v, _counts[v], _shapes[left].StrideOf(v), _shapes[right].StrideOf(v), _shapes[result].StrideOf(v)))]));
        return result;
    }

    private int Add(int[] variables)
    {
        _shapes.Add(new TableShape([.. variables.OrderBy(v => _rank[v])], _counts));
        return _shapes.Count - 1;
    }

    private (int First, int Second) SmallestPair(List<int> tables)
    {
        (int First, int Second) best = (0, 1);
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < tables.Count; i++)
        {
            for (int j = i + 1; j < tables.Count; j++)
            {
                double size = _shapes[tables[i]].Variables.Union(_shapes[tables[j]].Variables).Aggregate(1.0, (n, v) => n * _counts[v]);
                if (size < smallest)
                {
                    smallest = size;
                    best = (i, j);
                }
            }
        }

        return best;
    }

    // Results from the first on; those that are read in the end stay.
    private (long[] Places, long Length) Place(int firstResult, int[] kept)
    {
        var lastRead = new int[_shapes.Count];
        for (int k = 0; k < _steps.Count; k++)
        {
            lastRead[_steps[k].Left] = k;
            lastRead[_steps[k].Right] = k;
        }

        foreach (int table in kept)
        {
            lastRead[table] = _steps.Count;
        }

        var places = new long[_shapes.Count];
        Array.Fill(places, -1);
        var free = new SortedDictionary<long, long>();
        long length = 0;
        for (int k = 0; k < _steps.Count; k++)
        {
            int result = _steps[k].Result;
            places[result] = Take(_shapes[result].Size);
            foreach (int read in new[] { _steps[k].Left, _steps[k].Right }.Distinct())
            {
                if (read >= firstResult && lastRead[read] == k)
                {
                    Give(places[read], _shapes[read].Size);
                }
            }

            if (lastRead[result] < k)
            {
                Give(places[result], _shapes[result].Size);
            }
        }

        return (places, length);

        long Take(long size)
        {
            foreach ((long start, long room) in free)
            {
                if (room >= size)
                {
                    free.Remove(start);
                    if (room > size)
                    {
                        free[start + size] = room - size;
                    }

                    return start;
                }
            }

            // The last stretch, if it is free, grows.
            if (free.Count > 0 && free.Last() is var last && last.Key + last.Value == length)
            {
                free.Remove(last.Key);
                length = last.Key + size;
                return last.Key;
            }

            length += size;
            return length - size;
        }

        void Give(long start, long size)
        {
            foreach ((long other, long room) in free.Where(f => f.Key + f.Value == start || start + size == f.Key).ToArray())
            {
                free.Remove(other);
                start = Math.Min(start, other);
                size += room;
            }

            free[start] = size;
        }
    }
}
