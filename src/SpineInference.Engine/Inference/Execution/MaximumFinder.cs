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
    public unsafe double Find(ReadOnlySpan<double> likelihoods, Span<int> states)
    {
        Workspace<ScaledDouble> workspace = _runner.Scaled.Rent();
        try
        {
            // Checks the likelihoods; in extended range they need no scaling.
            _loader.Load(likelihoods, workspace.Likelihoods);
            double logBound = _loader.Load(likelihoods, workspace);
            _runner.RunMaximum(workspace);
            ScaledDouble probability = workspace.Slots[_runner.Tape.Root];
            if (!probability.IsZero)
            {
                Trace(workspace, states);
            }

            return Math.Min(logBound, probability.Log);
        }
        finally
        {
            _runner.Scaled.Return(workspace);
        }
    }

    private unsafe void Trace(Workspace<ScaledDouble> workspace, Span<int> states)
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
}
