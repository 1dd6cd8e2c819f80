using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>Cases in the flat layout as columns of observed states.</summary>
internal static class BenchmarkColumns
{
    /// <summary>Transposes hard evidence.</summary>
    public static EvidenceColumns From(BayesianNetwork network, double[][] cases)
    {
        var columns = new EvidenceColumns(network, cases.Length);
        int offset = 0;
        foreach (Variable variable in network.Variables)
        {
            short[] states = [.. cases.Select(c => Observed(c.AsSpan(offset, variable.StateCount)))];
            if (states.Any(static s => s >= 0))
            {
                columns.SetStates(variable, states);
            }

            offset += variable.StateCount;
        }

        return columns;
    }

    private static short Observed(ReadOnlySpan<double> likelihoods) =>
        likelihoods.Contains(0) ? (short)likelihoods.IndexOf(1) : (short)-1;
}
