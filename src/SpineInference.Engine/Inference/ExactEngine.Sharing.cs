using System.Collections.Concurrent;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>Programs for many cases that differ in few variables.</content>
public sealed partial class ExactEngine
{
    private const int MostShared = 16;

    private readonly ConcurrentDictionary<string, Lazy<SharedProgram>> _sharing = [];

    /// <summary>A program for cases that differ in few variables alone.</summary>
    /// <param name="differing">The variables in which they differ; each may carry evidence.</param>
    /// <param name="reported">The variables to be read.</param>
    /// <returns>The program, the same one for the same lists, of which a few are kept; compiled the first time, so that no answer hangs on how often one was
    /// asked. Null where this engine has none: it answers by tables, or does not report one of the variables.</returns>
    internal SharedProgram? ShareAllBut(IEnumerable<Variable> differing, IEnumerable<Variable> reported)
    {
        if (Program != EngineProgram.Numbers)
        {
            return null;
        }

        var varies = new bool[_layout.Counts.Length];
        var isReported = new bool[_layout.Counts.Length];
        foreach (Variable variable in differing)
        {
            varies[variable.Index] = true;
            if (_loader.SlotOf(variable.Index) < 0)
            {
                return null;
            }
        }

        foreach (Variable variable in reported)
        {
            isReported[variable.Index] = true;
            if (_states.Offsets[variable.Index] < 0)
            {
                return null;
            }
        }

        string key = string.Create(varies.Length, (varies, isReported), static (text, sets) =>
        {
            for (int v = 0; v < text.Length; v++)
            {
                text[v] = (char)('0' + (sets.varies[v] ? 2 : 0) + (sets.isReported[v] ? 1 : 0));
            }
        });
        if (_sharing.Count >= MostShared && !_sharing.ContainsKey(key))
        {
            _sharing.Clear();
        }

        return _sharing.GetOrAdd(key, _ => new Lazy<SharedProgram>(() => CompileShared(varies, isReported))).Value;
    }

    private SharedProgram CompileShared(bool[] varies, bool[] isReported)
    {
        SessionProgram program = _session.Value;
        (Tape tape, int[] shared, ulong[] sharedSteps) = SharedProgramCompiler.Compile(program, Runner.Tape, _layout, _loader, varies, isReported);
        var loader = new EvidenceLoader(Network, _layout, varies);
        var inputs = new double[program.InputCount];
        FillInputs(inputs);
        return new SharedProgram(
            this,
            program,
            _loader,
            inputs,
            new TapeRunner(tape, new double[tape.ParameterCount], Options.Lanes, Options.Memory),
            loader,
            new ReportedStates(Network, isReported, loader.SlotOf, tape.OneSlot),
            [.. Network.Variables.Where(v => varies[v.Index])],
            shared,
            sharedSteps);
    }
}
