using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference;

/// <content>What each case by itself contributes to the parameters.</content>
public sealed partial class ExactEngine
{
    /// <summary>Expected counts of every live parameter for one case after the other, on the calling thread.</summary>
    /// <param name="columns">The cases.</param>
    /// <param name="start">The first case.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="parameters">The parameters at which to evaluate.</param>
    /// <param name="visit">Told each case in order.</param>
    /// <param name="cancellationToken">Ends the visits early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void VisitCases(
        EvidenceColumns columns, int start, int end, ReadOnlySpan<double> parameters, CaseVisitor visit, CancellationToken cancellationToken = default)
    {
        TapeRunner gradient = Gradient();
        _loader.Check(columns);
        double[] theta = ParametersOrOwn(parameters);
        var source = new CaseSource(_loader, columns, LeafValues(theta));
        var sink = new VisitSink(_specification.Leaves, theta, visit, cancellationToken);
        LaneDriver.Run(gradient, gradient.Double, ref source, ref sink, new LaneRows(start, end));
    }
}
