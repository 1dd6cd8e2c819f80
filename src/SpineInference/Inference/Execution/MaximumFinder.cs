using SpineInference.Inference.Symbolic;
using SpineInference.Networks;

namespace SpineInference.Inference.Execution;

/// <summary>Runs a forward tape on maxima and reads off the assignment that attains the largest.</summary>
/// <remarks>
/// Every result of the tape has a slot of its own. From the root down, the largest term of a sum is followed into both its factors; an
/// elimination writes each monomial of the polynomial so that exactly one indicator of every variable is met on the way.
/// </remarks>
internal sealed class MaximumFinder
{
    private readonly TapeRunner _runner;
    private readonly EvidenceLoader _loader;
    private readonly int[] _variableOfSlot;
    private readonly int[] _stateOfSlot;
    private readonly int[] _firstOperand;
    private readonly int[] _arity;
    private readonly int[] _code;

    /// <summary>Indexes the steps of a tape.</summary>
    /// <param name="tape">A forward tape with an indicator for every state and without shared slots.</param>
    /// <param name="network">The network.</param>
    /// <param name="layout">Its states.</param>
    /// <param name="leaves">Values of the parameter slots.</param>
    public MaximumFinder(Tape tape, BayesianNetwork network, StateLayout layout, double[] leaves)
    {
        _runner = new TapeRunner(tape, leaves, LaneMode.Scalar);
        _loader = new EvidenceLoader(network, layout, [.. layout.Counts.Select(static _ => true)]);
        _variableOfSlot = new int[tape.EvidenceCount];
        _stateOfSlot = new int[tape.EvidenceCount];
        for (int v = 0; v < layout.Counts.Length; v++)
        {
            for (int s = 0; s < layout.Counts[v]; s++)
            {
                _variableOfSlot[_loader.SlotOf(v) + s] = v;
                _stateOfSlot[_loader.SlotOf(v) + s] = s;
            }
        }

        _code = tape.WideCode.Length > 0 ? tape.WideCode : Array.ConvertAll(tape.NarrowCode, static c => (int)c);
        _firstOperand = new int[tape.SlotCount];
        _arity = new int[tape.SlotCount];
        int next = 0;
        for (int r = 0; r < tape.Runs.Length; r += 2)
        {
            for (int i = 0; i < tape.Runs[r + 1]; i++)
            {
                _firstOperand[_code[next]] = next + 1;
                _arity[_code[next]] = tape.Runs[r];
                next += 1 + (2 * tape.Runs[r]);
            }
        }
    }

    /// <summary>Finds the most probable assignment.</summary>
    /// <param name="likelihoods">The flat layout of all states.</param>
    /// <param name="states">Receives the state of each variable.</param>
    /// <returns>log P(assignment, evidence); negative infinity if the evidence is impossible.</returns>
    public unsafe double Find(ReadOnlySpan<double> likelihoods, Span<int> states)
    {
        Workspace<ScaledDouble> workspace = _runner.Scaled.Rent();
        try
        {
            double logScale = _loader.Load(likelihoods, workspace.Likelihoods);
            for (int slot = 0; slot < workspace.Likelihoods.Length; slot++)
            {
                workspace.Slots[slot] = workspace.Likelihoods[slot];
            }

            _runner.RunMaximum(workspace);
            ScaledDouble probability = workspace.Slots[_runner.Tape.Root];
            if (!probability.IsZero)
            {
                Trace(workspace.Slots, states);
            }

            return probability.Log + logScale;
        }
        finally
        {
            _runner.Scaled.Return(workspace);
        }
    }

    private unsafe void Trace(ScaledDouble* slots, Span<int> states)
    {
        var waiting = new Stack<int>();
        waiting.Push(_runner.Tape.Root);
        while (waiting.TryPop(out int slot))
        {
            if (slot < _variableOfSlot.Length)
            {
                states[_variableOfSlot[slot]] = _stateOfSlot[slot];
                continue;
            }

            int best = -1;
            ScaledDouble largest = 0;
            for (int k = 0; k < _arity[slot]; k++)
            {
                int place = _firstOperand[slot] + (2 * k);
                ScaledDouble product = slots[_code[place]] * slots[_code[place + 1]];
                if (best < 0 || product.CompareTo(largest) > 0)
                {
                    best = place;
                    largest = product;
                }
            }

            if (best >= 0)
            {
                waiting.Push(_code[best]);
                waiting.Push(_code[best + 1]);
            }
        }
    }
}
