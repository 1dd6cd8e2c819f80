using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>What is asked of everybody: where evidence may stand, and what is read then.</summary>
/// <param name="evidenceVariables">The variables that may carry evidence.</param>
/// <param name="reportedVariables">The variables whose posteriors are computed at once; none where log P(evidence) alone is read.</param>
/// <remarks>Immutable.</remarks>
public sealed class EvidenceProtocol(IEnumerable<Variable> evidenceVariables, IEnumerable<Variable> reportedVariables)
{
    /// <summary>The variables that may carry evidence.</summary>
    public ImmutableArray<Variable> EvidenceVariables { get; } = [.. evidenceVariables];

    /// <summary>The variables whose posteriors are computed at once.</summary>
    public ImmutableArray<Variable> ReportedVariables { get; } = [.. reportedVariables];
}
