using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>How an answer changes with each parameter.</content>
public sealed partial class ExactEngine
{
    /// <summary>The derivative of log P(evidence) by every live parameter.</summary>
    /// <param name="likelihoods">A likelihood for every state in the flat layout.</param>
    /// <param name="gradient">Receives ∂log P(evidence)/∂θ, laid out as <see cref="BayesianNetwork.Parameters"/>; 0 where a parameter is not
    /// live or structurally 0, and for all if the evidence is impossible.</param>
    /// <returns>log P(evidence).</returns>
    /// <exception cref="ArgumentException">A length is wrong, or a likelihood is unfit.</exception>
    /// <exception cref="InvalidOperationException">The engine was compiled without live parameters.</exception>
    /// <remarks>Each parameter is varied alone: a change that keeps the row's sum at 1 is a combination of entries.</remarks>
    public double ComputeLogEvidenceGradient(ReadOnlySpan<double> likelihoods, Span<double> gradient)
    {
        TapeRunner runner = Gradient();
        ThrowIfWrongLength(likelihoods.Length, nameof(likelihoods));
        ThrowIfWrongLength(gradient.Length, Network.Parameters.Length, nameof(gradient));
        var leafGradient = new double[runner.Tape.Outputs.Length];
        double log = LeafGradient(runner, likelihoods, leafGradient);
        _specification.Leaves.CarryBack(Network.Parameters, leafGradient, gradient);
        return log;
    }

    /// <summary>The derivative of one posterior probability by every live parameter.</summary>
    /// <param name="likelihoods">A likelihood for every state in the flat layout.</param>
    /// <param name="variable">A variable that may carry evidence.</param>
    /// <param name="stateIndex">The state whose posterior is meant.</param>
    /// <param name="gradient">Receives ∂P(variable = state | evidence)/∂θ, laid out as <see cref="BayesianNetwork.Parameters"/>.</param>
    /// <returns>P(variable = state | evidence); NaN, with a gradient of 0, if the evidence is impossible.</returns>
    /// <exception cref="ArgumentException">A length is wrong, a likelihood is unfit, or the variable may carry no evidence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    /// <exception cref="InvalidOperationException">The engine was compiled without live parameters.</exception>
    /// <remarks>With J = P(state, evidence) and E = P(evidence): ∂(J/E) = J/E · (∂log J − ∂log E), two runs of one program.</remarks>
    public double ComputePosteriorGradient(ReadOnlySpan<double> likelihoods, Variable variable, int stateIndex, Span<double> gradient)
    {
        TapeRunner runner = Gradient();
        Network.ThrowIfForeign(variable);
        ArgumentOutOfRangeException.ThrowIfNegative(stateIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stateIndex, variable.StateCount);
        ThrowIfWrongLength(likelihoods.Length, nameof(likelihoods));
        ThrowIfWrongLength(gradient.Length, Network.Parameters.Length, nameof(gradient));
        ThrowIfNoEvidence(variable);
        var ofEvidence = new double[runner.Tape.Outputs.Length];
        var ofJoint = new double[ofEvidence.Length];
        double logEvidence = LeafGradient(runner, likelihoods, ofEvidence);
        double logJoint = LeafGradient(runner, Restrict(likelihoods, variable, stateIndex), ofJoint);
        double posterior = Math.Min(1, Math.Exp(logJoint - logEvidence));
        for (int i = 0; i < ofJoint.Length; i++)
        {
            ofJoint[i] = posterior > 0 ? posterior * (ofJoint[i] - ofEvidence[i]) : 0;
        }

        _specification.Leaves.CarryBack(Network.Parameters, ofJoint, gradient);
        return posterior;
    }

    private void ThrowIfNoEvidence(Variable variable)
    {
        if (_loader.SlotOf(variable.Index) < 0)
        {
            throw new ArgumentException(
                $"{variable.Name} may carry no evidence, which this answer needs. Add it to {nameof(ExactEngineOptions)}.{nameof(ExactEngineOptions.EvidenceVariables)}.",
                nameof(variable));
        }
    }

    private double[] Restrict(ReadOnlySpan<double> likelihoods, Variable variable, int stateIndex)
    {
        double[] restricted = likelihoods.ToArray();
        for (int s = 0; s < variable.StateCount; s++)
        {
            if (s != stateIndex)
            {
                restricted[_layout.Offsets[variable.Index] + s] = 0;
            }
        }

        return restricted;
    }

    // ∂log P/∂leaf at the network's own parameters.
    private double LeafGradient(TapeRunner runner, ReadOnlySpan<double> likelihoods, double[] gradient)
    {
        var source = new OneCaseSource(_loader, likelihoods, _leaves);
        var sink = new GradientSink(gradient);
        LaneDriver.Run(runner, runner.Scalar, ref source, ref sink, new LaneRows(0, 1));
        return sink.Log;
    }
}
