using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Rows of text parsed block by block.</summary>
internal sealed class StreamedCohort(
    BayesianNetwork network,
    ColumnMap map,
    ImmutableArray<string> headers,
    Func<IEnumerable<IReadOnlyList<string?>>> open,
    string path,
    int blockSize) : ICohortSource
{
    public BayesianNetwork Network => network;

    public IEnumerable<Cohort> ReadBlocks()
    {
        var parser = new RowParser(network, map, headers);
        var builder = new CohortBuilder(network, parser.Measurements.AsSpan());
        using IEnumerator<IReadOnlyList<string?>> rows = open().GetEnumerator();
        while (parser.ParseNext(rows, path, builder))
        {
            if (builder.Count == blockSize)
            {
                yield return builder.Build();
                builder = new CohortBuilder(network, parser.Measurements.AsSpan());
            }
        }

        parser.ThrowIfFaulty(path);
        if (builder.Count > 0)
        {
            yield return builder.Build();
        }
    }
}
