namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>How many terms an elimination may still write; exceeding it ends the attempt before memory is taken.</summary>
internal sealed class TermBudget(double limit)
{
    /// <summary>Bytes that one term of the forward part takes while its program is compiled: factors, graph, derivative and tape.</summary>
    /// <remarks>Measured as the smallest heap in which compiling succeeds, over the terms: 180 to 480 for grids of two to eight states and the
    /// public networks, most where numbers of states are small.</remarks>
    public const double BytesPerTerm = 480;

    /// <summary>Terms spent so far.</summary>
    public double Spent { get; private set; }

    /// <summary>Takes terms from the budget.</summary>
    /// <exception cref="TermBudgetExceededException">Fewer are left.</exception>
    public void Spend(long terms)
    {
        Spent += terms;
        if (Spent > limit)
        {
            throw new TermBudgetExceededException(Spent);
        }
    }

    /// <summary>Checks that the assignments of a scope fit a key.</summary>
    /// <exception cref="TermBudgetExceededException">They do not.</exception>
    public static void RequireKeys(ScopeLayout layout)
    {
        if (layout.BitCount > 64)
        {
            throw new TermBudgetExceededException(layout.DenseSize);
        }
    }
}
