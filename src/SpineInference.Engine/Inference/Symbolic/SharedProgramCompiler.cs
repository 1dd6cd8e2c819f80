using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Splits a program of queries for cases that differ in few variables: what they share is computed once for all of them.</summary>
/// <remarks>A step that depends on none of the variables that differ has the same number in every case: to the program of the cases it is a
/// parameter. What no wanted answer needs is left out.</remarks>
internal sealed class SharedProgramCompiler
{
    private readonly SessionProgram _program;
    private readonly ExpressionGraph _graph = new();
    private readonly List<int> _shared = [];
    private readonly int[] _nodes;
    private readonly Tape _tape;

    private SharedProgramCompiler(SessionProgram program, Tape tape)
    {
        _program = program;
        _tape = tape;
        _nodes = new int[program.InputCount + program.StepCount];
        Array.Fill(_nodes, -1);
        _nodes[tape.OneSlot] = ExpressionGraph.One;
        _nodes[tape.OneSlot + 1] = ExpressionGraph.Zero;
    }

    /// <summary>Compiles the program of the cases.</summary>
    /// <param name="program">The general program, each result in a place of its own.</param>
    /// <param name="tape">The same with shared slots.</param>
    /// <param name="states">The flat layout of states.</param>
    /// <param name="loader">Where the likelihoods of the general program lie.</param>
    /// <param name="varies">For each variable, whether cases differ in it.</param>
    /// <param name="isReported">For each variable, whether its posterior is wanted.</param>
    /// <returns>The program of the cases, the numbers that are its parameters, and the set of steps that lead to them.</returns>
    public static (Tape Tape, int[] Shared, ulong[] SharedSteps) Compile(
        SessionProgram program, Tape tape, StateLayout states, EvidenceLoader loader, bool[] varies, bool[] isReported) =>
        new SharedProgramCompiler(program, tape).Compile(states, loader, varies, isReported);

    private (Tape Tape, int[] Shared, ulong[] SharedSteps) Compile(StateLayout states, EvidenceLoader loader, bool[] varies, bool[] isReported)
    {
        ulong[] needed = [.. _program.NeededByRoot()];
        var differing = new ulong[needed.Length];
        var evidenceSlots = new int[states.Total];
        Array.Fill(evidenceSlots, -1);
        int evidenceCount = 0;
        for (int v = 0; v < varies.Length; v++)
        {
            if (isReported[v])
            {
                Add(needed, _program.NeededBy(v));
            }

            if (varies[v])
            {
                Add(differing, _program.Affected(v, loader.SlotOf(v), states.Counts[v]));
                for (int s = 0; s < states.Counts[v]; s++)
                {
                    _nodes[loader.SlotOf(v) + s] = _graph.Evidence(states.Offsets[v] + s);
                    evidenceSlots[states.Offsets[v] + s] = evidenceCount++;
                }
            }
        }

        for (int step = 0; step < _program.StepCount; step++)
        {
            if (IsIn(needed, step) && IsIn(differing, step))
            {
                Write(step);
            }
        }

        int[] outputs = [.. Enumerable.Range(0, varies.Length).Where(v => isReported[v]).SelectMany(v => OutputsOf(v, varies[v] ? -1 : loader.SlotOf(v)))];
        int root = NodeOf(_program.Root);
        var layout = new TapeLayout(evidenceSlots, evidenceCount, _shared.Count, HasParameterLanes: false, HasSeed: false);
        for (int word = 0; word < needed.Length; word++)
        {
            needed[word] &= ~differing[word];
        }

        return (TapeAssembler.Assemble(_graph, root, outputs, layout, recycle: true), [.. _shared], needed);
    }

    private static void Add(ulong[] set, ulong[] other)
    {
        for (int word = 0; word < set.Length; word++)
        {
            set[word] |= other[word];
        }
    }

    private static bool IsIn(ulong[] set, int step) => (set[step >> 6] & (1UL << (step & 63))) != 0;

    private void Write(int step)
    {
        int scalars = _program.ScalarTermsOf(step);
        ReadOnlySpan<int> operands = _program.OperandsOf(step);
        _graph.Begin();
        for (int k = 0; k < operands.Length; k += 2, scalars--)
        {
            int second = NodeOf(operands[k + 1]);
            _graph.Add(scalars > 0 ? _graph.Constant(_tape.Constants[operands[k] - _tape.ZeroScalar]) : NodeOf(operands[k]), second);
        }

        _nodes[_program.InputCount + step] = _graph.End();
    }

    // What is known of a variable that does not differ is the same in every case: its likelihood belongs to the output.
    private IEnumerable<int> OutputsOf(int variable, int likelihoods) => _program.OutputsOf(variable)
        .Select((number, state) => likelihoods < 0 ? NodeOf(number) : _graph.Product(NodeOf(number), NodeOf(likelihoods + state)));

    private int NodeOf(int number)
    {
        ref int node = ref _nodes[number];
        if (node < 0)
        {
            node = _graph.Parameter(_shared.Count);
            _shared.Add(number);
        }

        return node;
    }
}
