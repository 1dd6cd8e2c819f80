using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>A distribution given by rows that others may share: a table, or where <see cref="Contributors"/> is set a noisy-MAX.</summary>
internal sealed class SharedRowsDraft(VariableDraft child, ImmutableArray<VariableDraft> parents, TextPosition position)
    : DistributionDraft(child, parents, position)
{
    public int[] Rows { get; set; } = [];

    public List<NoisyMaxContributorDraft>? Contributors { get; set; }

    // The reader resolves each row against its list, and reports there.
    public override void Check(FaultList faults, double rowTolerance)
    {
    }

    public override void Apply(BayesianNetworkBuilder builder, Variable child, Variable[] parents, double effectiveSampleSize)
    {
        if (Contributors is null)
        {
            builder.SetTable(child, parents, Rows);
        }
        else
        {
            builder.SetNoisyMax(child, parents, Contributors);
        }
    }
}
