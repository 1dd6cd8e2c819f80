namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>How many terms an elimination may still write; exceeding it ends the attempt before memory is taken.</summary>
internal sealed class TermBudget(double limit)
{
    /// <summary>Bytes that one term of the forward part takes while its program is compiled: factors, graph, derivative and tape.</summary>
    public const double BytesPerTerm = 160;

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
