using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Tables;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Finds an elimination order by the length of the program it yields.</summary>
/// <remarks>
/// <para>First one cheap order: of the two greedy orders on the graph the one with the smaller tables, and a greedy elimination that knows the
/// non-zero entries of every factor as it goes; the one that writes the shorter forward part is compiled whole. Further attempts, where
/// they are asked for, follow the same measures with seeded noise; one whose forward part is the shortest so far is compiled whole, and kept if
/// the whole is shorter. Each attempt is the same however many follow it, so more attempts never give a longer program.</para>
/// <para>Where asked for, the best order is refined by annealing in the end. The same seed gives the same order everywhere.</para>
/// </remarks>
internal sealed class EliminationPlanner
{
    // Attempts made where the first order does not fit the limit and tables do not either, however few were asked for.
    private const int LastResort = 16;

    // Terms all attempts together may write before the search is content with what it has.
    private const double SearchTerms = 4e6;

    // Beyond this multiple of the limit even a sparse network is refused without trying.
    private const double HopelessRatio = 1000;

    private readonly ProgramSpecification _specification;
    private double _termLimit;
    private readonly Random _random;
    private double _spent;
    private double _shortestForward = double.PositiveInfinity;
    private (int[] Order, Tape Tape, double Forward)? _best;

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
    public static CompiledProgram Plan(ProgramSpecification specification, ExactEngineOptions options)
    {
        double termLimit = options.MemoryLimit / TermBudget.BytesPerTerm;
        var planner = new EliminationPlanner(specification, termLimit, options.Seed);
        DenseOrder bySize = DenseOrder.Greedy(specification, byFill: false, planner._random);
        DenseOrder byFill = DenseOrder.Greedy(specification, byFill: true, planner._random);
        DenseOrder dense = byFill.Size <= bySize.Size ? byFill : bySize;
        TableChoice? tables = TableChoice.Consider(specification, options, bySize, byFill);
        if (tables is { IsPreferred: true, Fits: true })
        {
            return tables.Program;
        }

        if (dense.Size > HopelessRatio * termLimit)
        {
            throw TooWide(specification, dense.Size, options.MemoryLimit, tables);
        }

        // Where tables would do, numbers are given up before they take long.
        double patience = options.SearchAttempts == 1 ? TableChoice.SlowProgram : TableChoice.LongProgram;
        planner._termLimit = tables is { Fits: true } ? Math.Min(termLimit, patience) : termLimit;
        planner.Search(dense.Variables, options, tables is { Fits: true } ? options.SearchAttempts : Math.Max(options.SearchAttempts, LastResort));
        return planner._best is { } best ? new CompiledProgram(best.Order, best.Tape, null)
            : tables is { Fits: true } ? tables.Program
            : throw TooWide(specification, DenseOrder.Terms(specification, dense.Variables), options.MemoryLimit, tables);
    }

    /// <summary>Compiles with an order that is given.</summary>
    /// <exception cref="NetworkTooWideException">It does not fit the limit.</exception>
    public static CompiledProgram Compile(ProgramSpecification specification, int[] order, ExactEngineOptions options)
    {
        TableChoice? tables = TableChoice.IsAsked(options) ? TableChoice.With(specification, options, order) : null;
        if (tables is not null && (tables.Fits || options.Program == EngineProgram.Tables))
        {
            return tables.Fits ? tables.Program : throw TooWide(specification, double.PositiveInfinity, options.MemoryLimit, tables);
        }

        try
        {
            return CompileNumbers(specification, order, options);
        }
        catch (NetworkTooWideException) when (TableChoice.MayBe(options) && (tables = TableChoice.With(specification, options, order)).Fits)
        {
            return tables.Program;
        }
    }

    /// <summary>Compiles numbers with an order that is given.</summary>
    /// <exception cref="NetworkTooWideException">They do not fit the limit.</exception>
    public static CompiledProgram CompileNumbers(ProgramSpecification specification, int[] order, ExactEngineOptions options)
    {
        try
        {
            return new CompiledProgram(order, ProgramCompiler.Posteriors(specification, order, options.MemoryLimit / TermBudget.BytesPerTerm), null);
        }
        catch (TermBudgetExceededException exceeded)
        {
            throw TooWide(specification, Math.Max(exceeded.Terms, DenseOrder.Terms(specification, order)), options.MemoryLimit, tables: null);
        }
    }

    private void Search(int[] dense, ExactEngineOptions options, int attemptsUntilOneFits)
    {
        Open(dense);
        for (int i = 1; i < (_best is null ? attemptsUntilOneFits : options.SearchAttempts) && _spent < SearchTerms; i++)
        {
            Keep(TrySparse(measure: i % 3, noise: i < 3 ? 0 : 0.1 * (1 + (i % 5))));
            if (i % 4 == 0)
            {
                Keep(Try(static (e, order) => _ = e.Run(order), DenseOrder.Greedy(_specification, byFill: i % 8 == 0, _random).Variables));
            }
        }

        Refine(options.RefinementMoves, options.Seed);
    }

    // Whoever allows what the message asks for must not be asked for more: factors with equal entries may be multiplied in another order.

    /// <summary>The refusal: what numbers, or tables where those take less, would need.</summary>
    public static NetworkTooWideException TooWide(ProgramSpecification specification, double terms, long memoryLimit, TableChoice? tables) =>
        new(specification.Network.Name, Math.Min(1.25 * terms * TermBudget.BytesPerTerm, tables?.Bytes ?? double.PositiveInfinity), memoryLimit);

    // The first order of each kind; only the one that writes less is compiled whole.
    private void Open(int[] dense)
    {
        Attempt? onGraph = Try(static (e, order) => _ = e.Run(order), dense);
        Attempt? onEntries = TrySparse(measure: 0, noise: 0);
        Keep(onGraph is { } a && (onEntries is not { } b || a.Terms <= b.Terms) ? onGraph : onEntries);
    }

    private void Refine(int moves, int seed)
    {
        if (moves > 0 && _best is { } best)
        {
            (int[] order, double terms) = new OrderRefinement(_specification, seed).Run(best.Order, best.Forward, moves);
            if (terms < best.Forward)
            {
                Keep(Try(static (e, o) => _ = e.Run(o), order));
            }
        }
    }

    private Attempt? TrySparse(int measure, double noise)
    {
        Random random = _random;
        return Try((elimination, order) => GreedyRun(elimination, order, measure, noise, random), new int[_specification.Layout.Counts.Length]);
    }

    // The forward part that an order writes, or null where it is too long; another order's may not be.
    private Attempt? Try(Action<SymbolicElimination, int[]> run, int[] order)
    {
        var graph = new ExpressionGraph();
        try
        {
            var elimination = new SymbolicElimination(
                graph, _specification.Factors(graph), _specification.Layout.Counts, new TermBudget(_termLimit));
            run(elimination, order);
            return new Attempt(order, graph, elimination.Root(), graph.TermCount);
        }
        catch (TermBudgetExceededException)
        {
            return null;
        }
        finally
        {
            _spent += graph.TermCount;
        }
    }

    // Compiles an attempt whole if its forward part is the shortest so far, and keeps it if it is the shortest whole.
    private void Keep(Attempt? attempt)
    {
        if (attempt is null || attempt.Terms >= _shortestForward)
        {
            return;
        }

        _shortestForward = attempt.Terms;
        Tape tape = ProgramCompiler.Posteriors(_specification, attempt.Graph, attempt.Root);
        if (_best is not { } best || tape.TermCount < best.Tape.TermCount)
        {
            _best = (attempt.Order, tape, attempt.Terms);
        }
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

    private sealed record Attempt(int[] Order, ExpressionGraph Graph, int Root, double Terms);
}
