using System.Collections.Concurrent;
using System.Collections.Immutable;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>Programs for what is asked again and again: one case at hand under somewhat other evidence, or many of which the same is
/// known.</content>
public sealed partial class ExactEngine
{
    // Made when a session is first opened: a millisecond for each 100,000 products.
    private readonly Lazy<SessionProgram> _session;

    private const int MostProtocols = 8;
    private readonly ConcurrentDictionary<string, Lazy<ExactEngine>> _protocols = [];

    /// <summary>Opens a session: the numbers of a run are kept, so that few answers under evidence that differs little are cheap.</summary>
    /// <param name="evidence">The evidence to begin with.</param>
    /// <returns>A session, one thread's at a time.</returns>
    /// <exception cref="ArgumentException">The evidence belongs to another network, or stands on a variable compiled without evidence.</exception>
    /// <exception cref="NetworkTooWideException">The engine answers by tables, and a program of numbers does not fit the limit.</exception>
    public InferenceSession Open(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        SessionProgram program = _session.Value;
        var inputs = new double[program.InputCount];
        FillInputs(inputs);
        var session = new InferenceSession(this, program, _loader, _states, inputs);
        session.Change(evidence);
        return session;
    }

    // Everything unknown.
    private void FillInputs(Span<double> inputs)
    {
        Tape tape = Runner.Tape;
        inputs[..tape.EvidenceCount].Fill(1);
        _leaves.CopyTo(inputs[tape.FirstParameterSlot..]);
        inputs[tape.OneSlot] = 1;
        inputs[tape.OneSlot + 1] = 0;
    }

    /// <summary>An engine specialised to a fixed list of evidence: what nobody is asked sends a constant, and what nobody reads is not
    /// computed.</summary>
    /// <param name="evidenceVariables">The variables that may carry evidence.</param>
    /// <param name="reportedVariables">The variables whose posteriors are wanted; null for those of this engine.</param>
    /// <returns>An engine on the same network with the same parameters, eliminated in the same order; the same one for the same lists, of which a
    /// few are kept. It can be saved like any other.</returns>
    /// <exception cref="ArgumentException">A variable belongs to another network.</exception>
    /// <remarks>Never longer than this engine's program: for thirty of 225 findings and the answers alone about a third of it. Takes one
    /// compilation in a known order, which pays after some thousand cases.</remarks>
    public ExactEngine ForProtocol(IEnumerable<Variable> evidenceVariables, IEnumerable<Variable>? reportedVariables = null)
    {
        ArgumentNullException.ThrowIfNull(evidenceVariables);
        ImmutableArray<Variable> evidence = InOrder(evidenceVariables);
        ImmutableArray<Variable>? reported = reportedVariables is null ? Options.ReportedVariables : InOrder(reportedVariables);
        string key = $"{string.Join(' ', evidence.Select(static v => v.Index))}|{(reported is { } r ? string.Join(' ', r.Select(static v => v.Index)) : "all")}";
        if (_protocols.Count >= MostProtocols && !_protocols.ContainsKey(key))
        {
            _protocols.Clear();
        }

        return _protocols.GetOrAdd(key, _ => new Lazy<ExactEngine>(() => Compile(Network, Options with
        {
            EvidenceVariables = evidence,
            ReportedVariables = reported,
            EliminationOrder = EliminationOrder,
            RefinementMoves = 0,
            Program = Options.Program != EngineProgram.TablesFirst && AnswersByTables ? EngineProgram.Tables : Options.Program,
        }))).Value;

        ImmutableArray<Variable> InOrder(IEnumerable<Variable> variables)
        {
            foreach (Variable variable in variables)
            {
                Network.ThrowIfForeign(variable);
            }

            return [.. variables.Distinct().OrderBy(static v => v.Index)];
        }
    }
}
