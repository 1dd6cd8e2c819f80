using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Finds an elimination order by the length of the program it yields.</summary>
/// <remarks>
/// <para>Candidates come from greedy orders on the graph, and from greedy eliminations that know the non-zero entries of every factor as
/// they go; the first of each kind follow their measure strictly, the others with seeded noise. Each is costed by the forward part it
/// writes; where asked for, the best is refined by annealing; the best few are compiled whole, and the shortest program wins. The same seed
/// gives the same order everywhere.</para>
/// </remarks>
internal sealed class EliminationPlanner
{
    // Compiled whole, derivative and all.
    private const int Finalists = 3;

    // Terms all attempts together may write before the search is content with what it has.
    private const double SearchTerms = 4e6;

    // Beyond this multiple of the limit even a sparse network is refused without trying.
    private const double HopelessRatio = 1000;

    private readonly ProgramSpecification _specification;
    private readonly double _termLimit;
    private readonly Random _random;
    private readonly List<(int[] Order, double Terms)> _candidates = [];
    private double _spent;

    private EliminationPlanner(ProgramSpecification specification, double termLimit, int seed)
    {
        _specification = specification;
        _termLimit = termLimit;
        _random = new Random(seed);
    }

    /// <summary>Finds an order and compiles the program of posteriors with it.</summary>
    /// <param name="specification">What is live.</param>
    /// <param name="options">The memory limit, the effort of the search and its seed.</param>
    /// <exception cref="NetworkTooWideException">No order found fits the limit.</exception>
    public static (int[] Order, Tape Tape) Plan(ProgramSpecification specification, ExactEngineOptions options)
    {
        int attempts = options.SearchAttempts;
        double termLimit = options.MemoryLimit / TermBudget.BytesPerTerm;
        var planner = new EliminationPlanner(specification, termLimit, options.Seed);
        List<DenseOrder> dense = [.. Enumerable.Range(0, Math.Max(2, attempts)).Select(
            i => DenseOrder.Greedy(specification, byFill: i % 2 == 0, planner._random)).OrderBy(static d => d.Size)];
        if (dense[0].Size > HopelessRatio * termLimit)
        {
            throw TooWide(specification, dense[0].Size, options.MemoryLimit);
        }

        planner.Try(static (e, order) => _ = e.Run(order), dense[0].Variables);
        for (int i = 0; i < attempts && planner._spent < SearchTerms; i++)
        {
            planner.TrySparse(measure: i % 3, noise: i < 3 ? 0 : 0.1 * (1 + (i % 5)));
        }

        for (int i = 1; i < Math.Min(dense.Count, 1 + (attempts / 4)) && planner._spent < SearchTerms; i++)
        {
            planner.Try(static (e, order) => _ = e.Run(order), dense[i].Variables);
        }

        planner.Refine(options.RefinementMoves, options.Seed);
        return planner.CompileBest() ?? throw TooWide(specification, DenseOrder.Terms(specification, dense[0].Variables), options.MemoryLimit);
    }

    /// <summary>Compiles with an order that is given.</summary>
    /// <exception cref="NetworkTooWideException">It does not fit the limit.</exception>
    public static Tape Compile(ProgramSpecification specification, int[] order, long memoryLimit)
    {
        try
        {
            return ProgramCompiler.Posteriors(specification, order, memoryLimit / TermBudget.BytesPerTerm);
        }
        catch (TermBudgetExceededException exceeded)
        {
            throw TooWide(specification, Math.Max(exceeded.Terms, DenseOrder.Terms(specification, order)), memoryLimit);
        }
    }

    // Whoever allows what the message asks for must not be asked for more: factors with equal entries may be multiplied in another order.
    private static NetworkTooWideException TooWide(ProgramSpecification specification, double terms, long memoryLimit) =>
        new(specification.Network.Name, 1.25 * terms * TermBudget.BytesPerTerm, memoryLimit);

    private void Refine(int moves, int seed)
    {
        if (moves > 0 && _candidates.Count > 0)
        {
            (int[] order, double terms) = _candidates.MinBy(static c => c.Terms);
            _candidates.Add(new OrderRefinement(_specification, seed).Run(order, terms, moves));
        }
    }

    private void TrySparse(int measure, double noise)
    {
        Random random = _random;
        Try((elimination, order) => GreedyRun(elimination, order, measure, noise, random), new int[_specification.Layout.Counts.Length]);
    }

    private void Try(Action<SymbolicElimination, int[]> run, int[] order)
    {
        var graph = new ExpressionGraph();
        try
        {
            var elimination = new SymbolicElimination(
                graph, _specification.Factors(graph), _specification.Layout.Counts, new TermBudget(_termLimit));
            run(elimination, order);
            if (!_candidates.Exists(c => c.Order.AsSpan().SequenceEqual(order)))
            {
                _candidates.Add((order, graph.TermCount));
            }
        }
        catch (TermBudgetExceededException)
        {
            // This order is too long; another may not be.
        }

        _spent += graph.TermCount;
    }

    // Eliminates the variable whose product, growth or message is estimated smallest.
    private static void GreedyRun(SymbolicElimination elimination, int[] order, int measure, double noise, Random random)
    {
        var scores = new double[order.Length];
        for (int v = 0; v < order.Length; v++)
        {
            scores[v] = Score(v);
        }

        for (int i = 0; i < order.Length; i++)
        {
            int best = Array.IndexOf(scores, scores.Min());
            order[i] = best;
            scores[best] = double.PositiveInfinity;
            foreach (int v in elimination.Eliminate(best))
            {
                scores[v] = Score(v);
            }
        }

        double Score(int v)
        {
            double product = elimination.EstimateProduct(v, out double removed, out _);
            double score = measure switch
            {
                0 => product,
                1 => product - removed,
                _ => product / elimination.StateCount(v),
            };
            return score + (((noise * product) + 1e-3) * random.NextDouble());
        }
    }

    private (int[] Order, Tape Tape)? CompileBest()
    {
        (int[] Order, Tape Tape)? best = null;
        double shortest = double.PositiveInfinity;
        foreach ((int[] order, double terms) in _candidates.OrderBy(static c => c.Terms).Take(Finalists))
        {
            if (shortest < SearchTerms && terms > 1.5 * _candidates.Min(static c => c.Terms))
            {
                break;
            }

            if (best is not null && terms > SearchTerms / 16)
            {
                break;
            }

            Tape tape = ProgramCompiler.Posteriors(_specification, order, _termLimit);
            if (tape.TermCount < shortest)
            {
                shortest = tape.TermCount;
                best = (order, tape);
            }
        }

        return best;
    }
}
