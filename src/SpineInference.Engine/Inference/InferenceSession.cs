using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>A case at hand: the numbers of a run are kept, so that a question under somewhat other evidence costs what changed.</summary>
/// <remarks>
/// <para>P(evidence) and the posteriors of few variables take, after one finding has changed, only the steps of the program that depend on
/// that finding and that the answer needs: a tenth, more or less, of a query that computes everything. All posteriors at once are quicker with
/// <see cref="ExactEngine.Query(Evidence)"/>, and many questions at once with <see cref="ExactEngine.QueryBatch(IReadOnlyList{Evidence}, BatchOptions?, CancellationToken)"/>.</para>
/// <para>Answers are those of the engine to the last bit. Mutable: a session is one thread's at a time; any number of sessions may be open on an engine.
/// Takes 8 bytes for each step of the program.</para>
/// </remarks>
/// <example>
/// <code>
/// InferenceSession session = engine.Open(evidence);
/// double logEvidence = session.LogEvidence;
/// double[] cause = session.ComputePosterior(network["cause"]);
/// double logWithout = session.LogEvidenceUnder(evidence.Without(network["foot-drop"]));
/// </code>
/// </example>
public sealed class InferenceSession
{
    private readonly SessionProgram _program;
    private readonly EvidenceLoader _loader;
    private readonly ReportedStates _states;
    private readonly double[] _values;
    private readonly ulong[] _stale;
    private readonly ulong[] _changed;
    private readonly double[] _logScales;
    private readonly List<(int Number, double Value)> _before = [];
    private readonly List<(int Variable, double LogScale)> _scalesBefore = [];

    internal InferenceSession(ExactEngine engine, SessionProgram program, EvidenceLoader loader, ReportedStates states, double[] inputs)
    {
        Engine = engine;
        _program = program;
        _loader = loader;
        _states = states;
        _values = new double[program.InputCount + program.StepCount];
        inputs.CopyTo(_values, 0);
        _stale = new ulong[program.WordCount];
        Array.Fill(_stale, ulong.MaxValue);
        _changed = new ulong[program.WordCount];
        _logScales = new double[engine.Network.Variables.Length];
        Evidence = Evidence.None(engine.Network);
    }

    /// <summary>The engine the session was opened on.</summary>
    public ExactEngine Engine { get; }

    /// <summary>The evidence at hand.</summary>
    public Evidence Evidence { get; private set; }

    /// <summary>log P(evidence), natural; negative infinity where it is impossible.</summary>
    public double LogEvidence => LogEvidenceUnder(Evidence);

    /// <summary>How many products the last answer took; those of a whole query are <see cref="ExactEngine.ProgramLength"/>.</summary>
    public int LastLength { get; private set; }

    /// <summary>Goes on with other evidence: what it shares with the evidence at hand is not computed again.</summary>
    /// <param name="evidence">Evidence on the engine's network.</param>
    /// <exception cref="ArgumentException">It belongs to another network, or stands on a variable compiled without evidence.</exception>
    public void Change(Evidence evidence)
    {
        _changed.AsSpan().Clear();
        Load(evidence, keep: true);
        for (int word = 0; word < _stale.Length; word++)
        {
            _stale[word] |= _changed[word];
        }

        Evidence = evidence;
    }

    /// <summary>The posterior of one variable.</summary>
    /// <param name="variable">A variable the engine reports.</param>
    /// <returns>One probability for each state; NaN where the evidence is impossible.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network or is not reported.</exception>
    public double[] ComputePosterior(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var posterior = new double[variable.StateCount];
        Ask(Evidence, variable, posterior);
        return posterior;
    }

    /// <summary>log P of other evidence; the session stays with its own.</summary>
    /// <param name="evidence">Evidence on the engine's network, close to that at hand.</param>
    /// <returns>Natural; negative infinity where it is impossible.</returns>
    /// <exception cref="ArgumentException">It belongs to another network, or stands on a variable compiled without evidence.</exception>
    public double LogEvidenceUnder(Evidence evidence) => Ask(evidence, null, []);

    /// <summary>The posterior of one variable under other evidence; the session stays with its own.</summary>
    /// <param name="evidence">Evidence on the engine's network, close to that at hand.</param>
    /// <param name="variable">A variable the engine reports.</param>
    /// <param name="posterior">Receives one probability for each state; NaN where the evidence is impossible.</param>
    /// <returns>log P of the evidence, natural; negative infinity where it is impossible.</returns>
    /// <exception cref="ArgumentException">Something belongs to another network, the evidence stands on a variable compiled without it,
    /// the variable is not reported, or the room has another length than its states.</exception>
    public double PosteriorUnder(Evidence evidence, Variable variable, Span<double> posterior)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return Ask(evidence, variable, posterior);
    }

    private double Ask(Evidence evidence, Variable? variable, Span<double> posterior)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (variable is not null)
        {
            _ = _states.OutputOf(variable, 0);
            ExactEngine.ThrowIfWrongLength(posterior.Length, variable.StateCount, nameof(posterior));
        }

        // First the numbers of the evidence at hand: what is asked next will mostly need the same.
        ulong[] needed = variable is null ? _program.NeededByRoot() : _program.NeededBy(variable.Index);
        LastLength = _program.Run(_stale, needed, _values, before: null);
        for (int word = 0; word < _stale.Length; word++)
        {
            _stale[word] &= ~needed[word];
        }

        if (ReferenceEquals(evidence, Evidence))
        {
            return Read(evidence, variable, posterior);
        }

        _changed.AsSpan().Clear();
        try
        {
            Load(evidence, keep: false);
            LastLength += _program.Run(_changed, needed, _values, _before);
            return Read(evidence, variable, posterior);
        }
        finally
        {
            for (int i = _before.Count - 1; i >= 0; i--)
            {
                _values[_before[i].Number] = _before[i].Value;
            }

            foreach ((int changed, double logScale) in _scalesBefore)
            {
                _logScales[changed] = logScale;
            }

            _before.Clear();
            _scalesBefore.Clear();
        }
    }

    // Puts the likelihoods that differ in place, and marks the steps that depend on them.
    private void Load(Evidence evidence, bool keep)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!ReferenceEquals(evidence.Network, Engine.Network))
        {
            throw new ArgumentException($"The evidence belongs to another network than '{Engine.Network.Name}'.", nameof(evidence));
        }

        // Before anything is changed.
        foreach (Variable variable in evidence.Variables)
        {
            if (_loader.SlotOf(variable.Index) < 0)
            {
                throw EvidenceLoader.NoEvidenceAllowed(variable);
            }
        }

        foreach (Variable variable in Engine.Network.Variables)
        {
            int v = variable.Index;
            ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(variable);
            ReadOnlySpan<double> known = Evidence.LikelihoodsOf(variable);
            if (likelihoods.SequenceEqual(known))
            {
                continue;
            }

            int slot = _loader.SlotOf(v);
            Span<double> target = _values.AsSpan(slot, variable.StateCount);
            if (!keep)
            {
                _scalesBefore.Add((v, _logScales[v]));
                for (int s = 0; s < target.Length; s++)
                {
                    _before.Add((slot + s, target[s]));
                }
            }

            _logScales[v] = EvidenceLoader.Scale(likelihoods, target);
            ReadOnlySpan<ulong> affected = _program.Affected(v, slot, target.Length);
            for (int word = 0; word < _changed.Length; word++)
            {
                _changed[word] |= affected[word];
            }
        }
    }

    private double Read(Evidence evidence, Variable? variable, Span<double> posterior)
    {
        double probability = _values[_program.Root];
        if (!LaneDriver.IsTrusted(probability))
        {
            return ReadExtended(evidence, variable, posterior);
        }

        if (variable is not null)
        {
            int slot = _loader.SlotOf(variable.Index);
            int[] outputs = _program.OutputsOf(variable.Index);
            double sum = 0;
            for (int s = 0; s < outputs.Length; s++)
            {
                sum += posterior[s] = (slot < 0 ? 1 : _values[slot + s]) * _values[outputs[s]];
            }

            for (int s = 0; s < outputs.Length; s++)
            {
                posterior[s] /= sum;
            }
        }

        // In the order of the variables, as the engine does.
        double logScale = 0;
        foreach (double scale in _logScales)
        {
            logScale += scale;
        }

        return logScale + LaneDriver.LogOf(probability);
    }

    // What is too improbable for a double has no numbers to keep.
    private double ReadExtended(Evidence evidence, Variable? variable, Span<double> posterior)
    {
        LastLength += Engine.ProgramLength;
        bool isPossible = Engine.TryQuery(evidence, out Posteriors? answer);
        if (variable is not null && isPossible)
        {
            answer![variable].CopyTo(posterior);
        }
        else
        {
            posterior.Fill(double.NaN);
        }

        return answer?.LogEvidence ?? double.NegativeInfinity;
    }
}
