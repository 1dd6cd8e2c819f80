using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>A noisy-MAX: independent contributors each propose a state, and the child takes the largest.</summary>
/// <remarks>
/// <para>The states are ordered; the first is the neutral one (a contributor that is silent proposes it with certainty). With
/// Fₖ(s) = P(contributor k proposes ≤ s), P(child ≤ s | parents) = Πₖ Fₖ(s). With two states it is the noisy-OR.</para>
/// <para>P(child = s | parents) is computed without a difference, as Σₖ Π_{j&lt;k} Fⱼ(s − 1) · pₖ(s) · Π_{j&gt;k} Fⱼ(s): in the term of
/// contributor k it is the first to propose s. So the smallest probability keeps all its digits.</para>
/// <para>A contributor reads a subset of the parents, usually one; a contributor that reads none is the leak.
/// Source: Henrion 1989; Díez 1993, <i>Parameter adjustment in Bayes networks: the generalized noisy OR-gate</i>.</para>
/// </remarks>
public sealed class NoisyMax : ConditionalDistribution
{
    private double[]? _table;
    private ImmutableArray<ProbabilityRow> _rows;

    internal NoisyMax(NoisyMaxFamily family, ImmutableArray<ProbabilityRow> rows)
        : base(family) => Contributors = [.. family.Contributors.Select(c => new NoisyMaxContributor(c, rows))];

    /// <summary>The contributors, in the order given.</summary>
    public ImmutableArray<NoisyMaxContributor> Contributors { get; }

    /// <inheritdoc/>
    public override ImmutableArray<ProbabilityRow> Rows => _rows.IsDefault
        ? _rows = [.. Contributors.SelectMany(static c => c.RowOfConfiguration).OfType<ProbabilityRow>().Distinct()]
        : _rows;

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Table => _table ??= ComputeTable();

    /// <inheritdoc/>
    public override void FillTable(ReadOnlySpan<double> parameters, Span<double> destination)
    {
        ThrowIfTooShort(parameters, destination);
        Fill(parameters, destination);
    }

    /// <inheritdoc/>
    public override void AccumulateGradient(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> tableGradient, Span<double> parameterGradient)
    {
        int states = Variable.StateCount;
        Span<int> parentStates = stackalloc int[Parents.Length];
        Span<double> maximum = stackalloc double[states];
        Span<double> below = stackalloc double[states];
        for (int c = 0; c < ConfigurationCount; c++)
        {
            DecodeConfiguration(c, parentStates);
            for (int k = 0; k < Contributors.Length; k++)
            {
                if (Contributors[k].RowFor(parentStates) is { } row)
                {
                    Combine(parentStates, parameters, except: k, maximum, below);
                    MaximumOfProposals.CarryBack(
                        tableGradient.Slice(c * states, states), maximum, below, parameterGradient.Slice(row.ParameterOffset, states));
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
        Span<double> below = stackalloc double[states];
        for (int c = 0; c < ConfigurationCount; c++)
        {
            DecodeConfiguration(c, parentStates);
            Span<double> row = destination.Slice(c * states, states);
            Combine(parentStates, parameters, except: -1, row, below);
            if (parameters.IsEmpty)
            {
                // Sums of products round: an entry may stand a unit in the last place above 1.
                foreach (ref double entry in row)
                {
                    entry = Math.Min(1, entry);
                }
            }
        }
    }

    // An empty parameter span means the rows' own probabilities.
    private void Combine(ReadOnlySpan<int> parentStates, ReadOnlySpan<double> parameters, int except, Span<double> maximum, Span<double> below)
    {
        MaximumOfProposals.Start(maximum, below);
        for (int k = 0; k < Contributors.Length; k++)
        {
            if (k != except && Contributors[k].RowFor(parentStates) is { } row)
            {
                MaximumOfProposals.Add(
                    parameters.IsEmpty ? row.Probabilities.AsSpan() : parameters.Slice(row.ParameterOffset, maximum.Length), maximum, below);
            }
        }
    }
}
