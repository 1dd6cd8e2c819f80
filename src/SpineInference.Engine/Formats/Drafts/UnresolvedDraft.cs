using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Stands for a distribution whose fault is already reported, so that its absence is not reported as well.</summary>
internal sealed class UnresolvedDraft(VariableDraft child, TextPosition position) : DistributionDraft(child, [], position)
{
    public override void Check(FaultList faults, double rowTolerance)
    {
    }

    public override void Apply(BayesianNetworkBuilder builder, Variable child, Variable[] parents, double effectiveSampleSize) =>
        throw new InvalidOperationException("A file with faults is not built.");
}
