using System.Collections.Concurrent;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>Programs for many cases that differ in few variables.</content>
public sealed partial class ExactEngine
{
    private const int MostShared = 16;

    // Compiling takes what some ten questions gain, and several times that in a process that has just started: who asks once or twice does not wait for it.
    private const int UsesBeforeCompiling = 2;

    private readonly ConcurrentDictionary<string, SharedUse> _sharing = [];

    /// <summary>A program for cases that differ in few variables alone.</summary>
    /// <param name="differing">The variables in which they differ; each may carry evidence.</param>
    /// <param name="reported">The variables to be read.</param>
    /// <returns>The program, the same one for the same lists, of which a few are kept. Null the first times lists are given, and where this engine has none: it
    /// answers by tables, or does not report one of the variables.</returns>
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

        SharedUse use = _sharing.GetOrAdd(key, _ => new SharedUse(() => CompileShared(varies, isReported)));
        return Interlocked.Increment(ref use.Count) > UsesBeforeCompiling ? use.Program.Value : null;
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

    // How often lists were given, and the program for them. A count that wraps around after 2³¹ uses gives null as often once more.
    private sealed class SharedUse(Func<SharedProgram> compile)
    {
        public int Count;

        public Lazy<SharedProgram> Program { get; } = new(compile);
    }
}
