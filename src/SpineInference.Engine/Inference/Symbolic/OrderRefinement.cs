namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Shortens an elimination order by simulated annealing: variables move to other places, and what shortens the program stays.</summary>
/// <remarks>
/// <para>A greedy order decides each step by what it can see; what a step costs later it cannot. Here every move is judged by the forward
/// part that the whole order writes. A move that lengthens it is accepted with probability e^(−Δ/T), T falling from
/// <see cref="FirstTemperature"/> to <see cref="LastTemperature"/> of the length at the start.</para>
/// <para>Variables that go late are moved most: early ones are leaves whose place hardly matters. The same seed gives the same order.
/// Each move costs one symbolic elimination. Source: Kirkpatrick, Gelatt &amp; Vecchi 1983, <i>Optimization by simulated annealing</i>.</para>
/// </remarks>
internal sealed class OrderRefinement
{
    private const double FirstTemperature = 7e-3;
    private const double LastTemperature = 1e-4;

    // Most moves are short: the neighbourhood of a good order is full of good orders.
    private const double ShortMoves = 0.6;
    private const int ShortMove = 25;
    private const double LateBias = 1.7;

    // Joins may pair more entries than they write terms; beyond this multiple an order is given up unfinished.
    private const double JoinsPerTerm = 20;

    private readonly ProgramSpecification _specification;
    private readonly Random _random;

    /// <summary>Prepares the refinement.</summary>
    /// <param name="specification">What is live.</param>
    /// <param name="seed">Seed of the moves.</param>
    public OrderRefinement(ProgramSpecification specification, int seed)
    {
        _specification = specification;
        _random = new Random(seed);
    }

    /// <summary>Refines an order.</summary>
    /// <param name="order">Every variable once.</param>
    /// <param name="terms">The forward terms it writes.</param>
    /// <param name="moves">How many moves are tried.</param>
    /// <returns>The best order met and the forward terms it writes: never more than those of the order given.</returns>
    public (int[] Order, double Terms) Run(int[] order, double terms, int moves)
    {
        (int[] Order, double Terms) best = (order, terms);
        (int[] Order, double Terms) current = best;
        for (int move = 0; move < moves && order.Length > 1; move++)
        {
            double temperature = terms * FirstTemperature * Math.Pow(LastTemperature / FirstTemperature, (double)move / moves);
            double limit = current.Terms - (temperature * Math.Log(1 - _random.NextDouble()));
            int[] candidate = Moved(current.Order);
            if (Length(candidate, limit) is { } length)
            {
                current = (candidate, length);
                best = length < best.Terms ? current : best;
            }
        }

        return best;
    }

    private int[] Moved(int[] order)
    {
        int from = Late(order.Length);
        int to = _random.NextDouble() < ShortMoves
            ? Math.Clamp(from + _random.Next(-ShortMove, ShortMove + 1), 0, order.Length - 1)
            : Late(order.Length);
        var moved = (int[])order.Clone();
        if (to > from)
        {
            Array.Copy(order, from + 1, moved, from, to - from);
        }
        else
        {
            Array.Copy(order, to, moved, to + 1, from - to);
        }

        moved[to] = order[from];
        return moved;
    }

    private int Late(int length) => length - 1 - (int)(length * Math.Pow(_random.NextDouble(), LateBias));

    // The forward terms of an order, or null where they exceed the limit.
    private double? Length(int[] order, double limit)
    {
        var graph = new ExpressionGraph();
        try
        {
            var elimination = new SymbolicElimination(
                graph, _specification.Factors(graph), _specification.Layout.Counts, new TermBudget(JoinsPerTerm * limit));
            foreach (int variable in order)
            {
                elimination.Eliminate(variable);
                if (graph.TermCount > limit)
                {
                    return null;
                }
            }

            return graph.TermCount;
        }
        catch (TermBudgetExceededException)
        {
            return null;
        }
    }
}
