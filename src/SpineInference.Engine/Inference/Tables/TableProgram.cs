namespace SpineInference.Engine.Inference.Tables;

/// <summary>A program whose steps are products and sums of whole tables: for networks whose program of single numbers would be too long.</summary>
/// <remarks>
/// <para>The same elimination and the same derivative as those of single numbers (Darwiche 2003), but a step is a contraction of two tables, so the program
/// is as long as the elimination has products of tables, not as it has entries.</para>
/// <para>Tables are numbered: parameters first (a table for each variable), then an indicator for each variable, then 1, then results. Results
/// share one stretch of memory by the time they are needed. Immutable.</para>
/// </remarks>
internal sealed class TableProgram
{
    /// <summary>State counts of the variables.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Every table's shape.</summary>
    public required TableShape[] Shapes { get; init; }

    /// <summary>Where each result lies in the stretch; -1 for inputs.</summary>
    public required long[] Places { get; init; }

    /// <summary>The probabilities of each variable given its parents.</summary>
    public required double[][] Parameters { get; init; }

    /// <summary>The steps, in their order.</summary>
    public required TableStep[] Steps { get; init; }

    /// <summary>How many of the steps lead to P(evidence).</summary>
    public required int ForwardCount { get; init; }

    /// <summary>The table that is P(evidence).</summary>
    public required int Root { get; init; }

    /// <summary>The table that is the derivative by P(evidence): 1.</summary>
    public required int One { get; init; }

    /// <summary>For each variable the table of the derivative by its indicator; -1 where it is not reported.</summary>
    public required int[] Derivatives { get; init; }

    /// <summary>How many numbers all results take together.</summary>
    public required long ResultLength { get; init; }

    /// <summary>How many products a query computes where nothing is observed.</summary>
    public double Length => Steps.Sum(static s => s.Length);

    /// <summary>How many bytes a query takes, and the tables themselves.</summary>
    public double Bytes => sizeof(double) * (ResultLength + (2.0 * Parameters.Sum(static p => p.Length)));

    /// <summary>The table of a variable's indicator.</summary>
    public int IndicatorOf(int variable) => Counts.Length + variable;
}
