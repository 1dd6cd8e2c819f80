using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>A cohort that can be read again and again, block by block: what a fit needs of its data.</summary>
/// <remarks>A <see cref="Cohort"/> is its own source, of one block. A streamed source holds one block in memory at a time, so that memory
/// does not grow with the number of rows.</remarks>
public interface ICohortSource
{
    /// <summary>The network the rows are evidence on.</summary>
    BayesianNetwork Network { get; }

    /// <summary>Reads all rows from the start.</summary>
    /// <returns>Blocks in a fixed order; the same blocks on every call.</returns>
    IEnumerable<Cohort> ReadBlocks();
}
