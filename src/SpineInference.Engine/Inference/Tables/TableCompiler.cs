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
        // Every table waits for the first of its variables that is eliminated; what has none left is a number.
        List<int>[] waiting = [.. order.Select(static _ => new List<int>())];
        List<int> numbers = [];
        for (int v = 0; v < _counts.Length; v++)
        {
            Wait(v);
        }

        for (int v = 0; v < _counts.Length; v++)
        {
            if (specification.CarriesEvidence[v] || specification.IsReported[v])
            {
                Wait(_counts.Length + v);
            }
        }

        for (int i = 0; i < order.Length; i++)
        {
            List<int> bucket = waiting[i];
            while (bucket.Count > 2)
            {
                (int first, int second) = SmallestPair(bucket);
                int product = Step(bucket[first], bucket[second], without: -1);
                bucket.RemoveAt(second);
                bucket[first] = product;
            }

            Wait(Step(bucket[0], bucket.Count > 1 ? bucket[1] : one, without: order[i]));
        }

        // One number for each part of the network.
        int root = numbers[0];
        for (int i = 1; i < numbers.Count; i++)
        {
            root = Step(root, numbers[i], without: -1);
        }

        return root;

        void Wait(int table)
        {
            int first = int.MaxValue;
            foreach (int v in _shapes[table].Variables)
            {
                first = Math.Min(first, _rank[v]);
            }

            (first == int.MaxValue ? numbers : waiting[first]).Add(table);
        }
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

    private int Step(int left, int right, int without) => Contract(left, right, Union(_shapes[left].Variables, _shapes[right].Variables, without));

    private int Contract(int left, int right, int[] variables)
    {
        int result = Add(variables);
        (TableShape x, TableShape y, TableShape r) = (_shapes[left], _shapes[right], _shapes[result]);
        int[] all = Union(Union(x.Variables, y.Variables, -1), variables, -1);
        var axes = new TableAxis[all.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            int v = all[i];
            axes[i] = new TableAxis(v, _counts[v], x.StrideOf(v), y.StrideOf(v), r.StrideOf(v));
        }

        _steps.Add(new TableStep(left, right, result, axes));
        return result;
    }

    private int Add(int[] variables)
    {
        _shapes.Add(new TableShape(Union(variables, [], -1), _counts));
        return _shapes.Count - 1;
    }

    // The variables of both but one, those that are eliminated first in front. Scopes are short.
    private int[] Union(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int without)
    {
        Span<int> union = stackalloc int[first.Length + second.Length];
        int count = 0;
        foreach (int v in first)
        {
            Insert(v, union);
        }

        foreach (int v in second)
        {
            Insert(v, union);
        }

        return union[..count].ToArray();

        void Insert(int v, Span<int> sorted)
        {
            int place = count;
            while (place > 0 && _rank[sorted[place - 1]] > _rank[v])
            {
                place--;
            }

            if (v == without || (place > 0 && sorted[place - 1] == v))
            {
                return;
            }

            sorted[place..count].CopyTo(sorted[(place + 1)..]);
            sorted[place] = v;
            count++;
        }
    }

    private (int First, int Second) SmallestPair(List<int> tables)
    {
        (int First, int Second) best = (0, 1);
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < tables.Count; i++)
        {
            TableShape first = _shapes[tables[i]];
            for (int j = i + 1; j < tables.Count; j++)
            {
                double size = first.Size;
                foreach (int v in _shapes[tables[j]].Variables)
                {
                    size *= first.Variables.AsSpan().Contains(v) ? 1 : _counts[v];
                }

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
        var memory = new TableMemory();
        for (int k = 0; k < _steps.Count; k++)
        {
            TableStep step = _steps[k];
            places[step.Result] = memory.Take(_shapes[step.Result].Size);
            GiveBack(step.Left);
            if (step.Right != step.Left)
            {
                GiveBack(step.Right);
            }

            if (lastRead[step.Result] < k)
            {
                memory.Give(places[step.Result], _shapes[step.Result].Size);
            }

            void GiveBack(int read)
            {
                if (read >= firstResult && lastRead[read] == k)
                {
                    memory.Give(places[read], _shapes[read].Size);
                }
            }
        }

        return (places, memory.Length);
    }
}
