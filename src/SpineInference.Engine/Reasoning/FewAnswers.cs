using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Few answers under evidence that differs little from that at hand: by a session where the engine has them, by whole queries
/// elsewhere.</summary>
/// <remarks>One thread's at a time.</remarks>
internal sealed class FewAnswers
{
    private readonly IInferenceEngine _engine;
    private readonly InferenceSession? _session;

    private FewAnswers(IInferenceEngine engine, InferenceSession? session)
    {
        _engine = engine;
        _session = session;
    }

    /// <summary>Begins with some evidence.</summary>
    public static FewAnswers Open(IInferenceEngine engine, Evidence evidence) => new(engine, QueryList.BuiltIn(engine) is { Program: EngineProgram.Numbers } exact ? exact.Open(evidence) : null);

    /// <summary>log P of other evidence.</summary>
    /// <exception cref="ImpossibleEvidenceException">It has probability 0.</exception>
    public double LogEvidenceUnder(Evidence evidence)
    {
        double log = _session?.LogEvidenceUnder(evidence) ?? _engine.Query(evidence).LogEvidence;
        return double.IsNegativeInfinity(log) ? _engine.Query(evidence).LogEvidence : log;
    }

    /// <summary>The posterior of a variable under other evidence.</summary>
    /// <exception cref="ImpossibleEvidenceException">It has probability 0.</exception>
    public double[] PosteriorUnder(Evidence evidence, Variable variable)
    {
        var posterior = new double[variable.StateCount];
        return _session is null || double.IsNegativeInfinity(_session.PosteriorUnder(evidence, variable, posterior))
            ? _engine.Query(evidence)[variable].ToArray()
            : posterior;
    }
}
