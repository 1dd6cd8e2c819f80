using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>A noisy-MAX: independent contributors each propose a state, and the child takes the largest.</summary>
/// <remarks>
/// <para>The states are ordered; the first is the neutral one (a contributor that is silent proposes it with certainty). With
/// Fₖ(s) = P(contributor k proposes ≤ s), P(child ≤ s | parents) = Πₖ Fₖ(s). With two states it is the noisy-OR.</para>
/// <para>A contributor reads a subset of the parents, usually one; a contributor that reads none is the leak.
/// Source: Henrion 1989; Díez 1993, <i>Parameter adjustment in Bayes networks: the generalized noisy OR-gate</i>.</para>
/// </remarks>
public sealed class NoisyMax : ConditionalDistribution
{
    private double[]? _table;
    private ImmutableArray<ProbabilityRow> _rows;

    internal NoisyMax(Variable variable, ImmutableArray<Variable> parents, ImmutableArray<NoisyMaxContributor> contributors)
        : base(variable, parents) => Contributors = contributors;

    /// <summary>The contributors, in the order given.</summary>
    public ImmutableArray<NoisyMaxContributor> Contributors { get; }

    /// <inheritdoc/>
    public override ImmutableArray<ProbabilityRow> Rows => _rows.IsDefault
        ? _rows = [.. Contributors.SelectMany(static c => c.RowOfConfiguration).OfType<ProbabilityRow>().Distinct()]
        : _rows;

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Table => _table ??= ComputeTable();

    /// <inheritdoc/>
    public override void FillTable(ReadOnlySpan<double> parameters, Span<double> destination) => Fill(parameters, destination);

    /// <inheritdoc/>
    public override void AccumulateGradient(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> tableGradient, Span<double> parameterGradient)
    {
        int states = Variable.StateCount;
        int count = Contributors.Length;
        Span<int> parentStates = stackalloc int[Parents.Length];
        var cumulative = new double[count * states];
        Span<double> gradientOfCumulative = stackalloc double[states];
        for (int c = 0; c < ConfigurationCount; c++)
        {
            DecodeConfiguration(c, parentStates);
            for (int k = 0; k < count; k++)
            {
                FillCumulative(k, parentStates, parameters, cumulative.AsSpan(k * states, states));
            }

            ReadOnlySpan<double> gradient = tableGradient.Slice(c * states, states);
            for (int k = 0; k < count; k++)
            {
                ProbabilityRow? row = Contributors[k].RowFor(parentStates);
                if (row is null)
                {
                    continue;
                }

                // table[s] = G(s) − G(s−1) with G = Πₖ Fₖ, so ∂f/∂G(s) = g[s] − g[s+1] and ∂G(s)/∂Fₖ(s) = Π over the others.
                for (int s = 0; s < states; s++)
                {
                    double others = 1;
                    for (int j = 0; j < count; j++)
                    {
                        if (j != k)
                        {
                            others *= cumulative[(j * states) + s];
                        }
                    }

                    gradientOfCumulative[s] = others * (gradient[s] - (s + 1 < states ? gradient[s + 1] : 0));
                }

                // Fₖ(s) is the sum of the row's first s + 1 entries: each entry collects what lies at and above it.
                double suffix = 0;
                Span<double> target = parameterGradient.Slice(row.ParameterOffset, states);
                for (int s = states - 1; s >= 0; s--)
                {
                    suffix += gradientOfCumulative[s];
                    target[s] += suffix;
                }
            }
        }
    }

    private double[] ComputeTable()
    {
        var table = new double[TableLength];
        Fill(default, table);
        return table;
    }

    private void Fill(ReadOnlySpan<double> parameters, Span<double> destination)
    {
        int states = Variable.StateCount;
        Span<int> parentStates = stackalloc int[Parents.Length];
        Span<double> product = stackalloc double[states];
        Span<double> cumulative = stackalloc double[states];
        for (int c = 0; c < ConfigurationCount; c++)
        {
            DecodeConfiguration(c, parentStates);
            product.Fill(1);
            for (int k = 0; k < Contributors.Length; k++)
            {
                FillCumulative(k, parentStates, parameters, cumulative);
                for (int s = 0; s < states; s++)
                {
                    product[s] *= cumulative[s];
                }
            }

            Span<double> row = destination.Slice(c * states, states);
            row[0] = product[0];
            for (int s = 1; s < states; s++)
            {
                row[s] = Math.Max(0, product[s] - product[s - 1]);
            }
        }
    }

    // An empty parameter span means the rows' own probabilities.
    private void FillCumulative(int contributor, ReadOnlySpan<int> parentStates, ReadOnlySpan<double> parameters, Span<double> destination)
    {
        ProbabilityRow? row = Contributors[contributor].RowFor(parentStates);
        if (row is null)
        {
            destination.Fill(1);
            return;
        }

        ReadOnlySpan<double> values = parameters.IsEmpty
            ? row.Probabilities.AsSpan()
            : parameters.Slice(row.ParameterOffset, destination.Length);
        double sum = 0;
        for (int s = 0; s < destination.Length - 1; s++)
        {
            sum += values[s];
            destination[s] = sum;
        }

        // The last cumulative is the row's total: exactly 1 for a probability row, left open under finite differences.
        destination[^1] = parameters.IsEmpty ? 1 : sum + values[^1];
    }
}
