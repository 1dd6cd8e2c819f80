using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning;

/// <summary>Rows learned from patients are Dirichlet vectors; the others are believed as before.</summary>
internal sealed class LearnedRowsBelief : ParameterBelief
{
    private readonly LogOddsBelief _before;
    private readonly ParameterBelief _counted;
    private readonly bool[] _learned;

    public LearnedRowsBelief(BayesianNetwork network, LogOddsBelief before)
        : base(network)
    {
        _before = before;
        _counted = FromSampleSizes(network);

        // A row that was taken as known still is, whatever was learned of it: no draw moves it.
        _learned = [.. network.Rows.Zip(before.Network.Rows, (now, then) => (then.IsDefinition || before.Shape.IsFree(then.Index)) &&
            (now.EffectiveSampleSize != then.EffectiveSampleSize || !now.Probabilities.SequenceEqual(then.Probabilities)))];
    }

    public override ParameterDraws Draw(int count = 1000, int seed = 1, CancellationToken cancellationToken = default)
    {
        ParameterDraws counted = _counted.Draw(count, seed, cancellationToken);
        int length = Network.Parameters.Length;
        return ParameterDraws.CreateInBlocks(
            Network,
            count,
            seed,
            LogOddsBelief.BlockSize,
            (first, size, vectors) =>
            {
                _before.Write(Network, seed, first, size, vectors);
                foreach (ProbabilityRow row in Network.Rows)
                {
                    for (int draw = 0; draw < size && _learned[row.Index]; draw++)
                    {
                        counted[first + draw].Slice(row.ParameterOffset, row.Length).CopyTo(vectors[((draw * length) + row.ParameterOffset)..]);
                    }
                }
            },
            cancellationToken);
    }

    public override VarianceSplit Split(ReadOnlySpan<double> gradient)
    {
        ThrowIfWrongLength(gradient);
        double[] others = gradient.ToArray();
        foreach (ProbabilityRow row in Network.Rows)
        {
            if (_learned[row.Index])
            {
                others.AsSpan(row.ParameterOffset, row.Length).Clear();
            }
        }

        VarianceSplit before = _before.Split(others);
        VarianceSplit counted = _counted.Split(gradient);
        return new VarianceSplit([.. before.Rows.Select((v, r) => _learned[r] ? counted.Rows[r] : v)], before.Common, before.Studies);
    }

    public override double StandardDeviationOf(ProbabilityRow row, int state) => Of(row).StandardDeviationOf(row, state);

    public override double ComputeCumulativeProbability(ProbabilityRow row, int state, double probability) =>
        Of(row).ComputeCumulativeProbability(row, state, probability);

    public override CredibleInterval RangeOf(ProbabilityRow row, int state, double mass = 0.9) => Of(row).RangeOf(row, state, mass);

    private ParameterBelief Of(ProbabilityRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _learned[row.Index] ? _counted : _before;
    }
}
