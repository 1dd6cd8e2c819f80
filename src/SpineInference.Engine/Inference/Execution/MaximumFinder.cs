using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

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
    private readonly int[] _placeOfResult;
    private readonly (int ScalarTerms, int SlotTerms)[] _shapes;

    /// <summary>Indexes the steps of a tape.</summary>
    /// <param name="tape">A forward tape with an indicator for every state and without shared slots.</param>
    /// <param name="network">The network.</param>
    /// <param name="layout">Its states.</param>
    /// <param name="leaves">Values of the parameters.</param>
    /// <param name="memory">Where workspaces lie; null for the managed heap.</param>
    public MaximumFinder(Tape tape, BayesianNetwork network, StateLayout layout, double[] leaves, ILaneMemory? memory)
    {
        _runner = new TapeRunner(tape, leaves, LaneMode.Scalar, memory);
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

        _placeOfResult = new int[tape.SlotCount];
        _shapes = new (int, int)[tape.SlotCount];
        StepWalker.ForEachStep(tape.Forward, (_, place, scalarTerms, slotTerms) =>
        {
            int slot = tape.Forward.CodeAt(place);
            _placeOfResult[slot] = place;
            _shapes[slot] = (scalarTerms, slotTerms);
        });
    }

    /// <summary>Finds the most probable assignment.</summary>
    /// <param name="likelihoods">The flat layout of all states.</param>
    /// <param name="states">Receives the state of each variable.</param>
    /// <returns>log P(assignment, evidence); negative infinity if the evidence is impossible.</returns>
    public double Find(ReadOnlySpan<double> likelihoods, int[] states)
    {
        // Checks the likelihoods; in extended range they need no scaling.
        _loader.Load(likelihoods, new double[_runner.Tape.EvidenceCount]);
        var source = new OneCaseSource(_loader, likelihoods, leaves: null);
        var sink = new AssignmentSink(this, states);
        LaneDriver.RunExtended(_runner, ref source, ref sink, row: 0, maxima: true);
        return sink.Log;
    }

    private unsafe void Trace(Workspace<ScaledDouble> workspace, int[] states)
    {
        StepList steps = _runner.Tape.Forward;
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
            (int scalarTerms, int slotTerms) = _shapes[slot];
            for (int k = 0; k < scalarTerms + slotTerms; k++)
            {
                int place = _placeOfResult[slot] + 1 + (2 * k);
                ScaledDouble first = k < scalarTerms ? workspace.Scalars[steps.CodeAt(place)] : workspace.Slots[steps.CodeAt(place)];
                ScaledDouble product = first * workspace.Slots[steps.CodeAt(place + 1)];
                if (best < 0 || product.CompareTo(largest) > 0)
                {
                    best = k;
                    largest = product;
                }
            }

            if (best >= scalarTerms)
            {
                waiting.Push(steps.CodeAt(_placeOfResult[slot] + 1 + (2 * best)));
            }

            if (best >= 0)
            {
                waiting.Push(steps.CodeAt(_placeOfResult[slot] + 2 + (2 * best)));
            }
        }
    }

    // The assignment that attains the maximum; maxima run in extended range alone.
    private unsafe struct AssignmentSink(MaximumFinder finder, int[] states) : ILaneSink
    {
        public double Log { get; private set; }

        public readonly void Begin(TapeRunner runner, Workspace<double> workspace)
        {
        }

        public readonly void Block(TapeRunner runner, Workspace<double> workspace, scoped ReadOnlySpan<int> rows, scoped ReadOnlySpan<double> logs)
        {
        }

        public readonly void Lane(TapeRunner runner, Workspace<double> workspace, int lane, int row, double log)
        {
        }

        public void Extended(TapeRunner runner, Workspace<ScaledDouble> workspace, int row, double logBound)
        {
            ScaledDouble probability = workspace.Slots[runner.Tape.Root];
            Log = Math.Min(logBound, probability.Log);
            if (!probability.IsZero)
            {
                finder.Trace(workspace, states);
            }
        }

        public readonly void End(TapeRunner runner, Workspace<double> workspace)
        {
        }
    }
}
