using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The memory of one run of a tape: slots and accumulators (<c>Slots[slot * Width + lane]</c>, aligned for vectors) and scalars.</summary>
/// <typeparam name="TElement">The number type of one lane.</typeparam>
internal sealed unsafe class Workspace<TElement>
    where TElement : unmanaged
{
    private readonly object _memory;

    /// <summary>Takes memory for a tape; likelihoods and the slots of 1 and 0 are set, accumulators 0, constants in place. Parameters, and the
    /// scalars that follow from them, are not.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="width">How many lanes a slot has.</param>
    /// <param name="convert">From a double to the lane's number.</param>
    /// <param name="memory">Gives the memory.</param>
    public Workspace(Tape tape, int width, Func<double, TElement> convert, ILaneMemory memory)
    {
        long size = Unsafe.SizeOf<TElement>();
        _memory = memory.Take(
            tape.SlotCount * width * size, tape.AccumulatorCount * width * size, tape.ScalarCount * size,
            out nint slots, out nint accumulators, out nint scalars);
        Slots = (TElement*)slots;
        Accumulators = (TElement*)accumulators;
        Scalars = (TElement*)scalars;
        Width = width;
        SlotCount = tape.SlotCount;
        AccumulatorCount = tape.AccumulatorCount;
        ScalarCount = tape.ScalarCount;
        Likelihoods = new double[tape.EvidenceCount];
        new Span<TElement>(Slots, tape.EvidenceCount * width).Fill(convert(1));
        Fill(tape.OneSlot, convert(1));
        Fill(tape.OneSlot + 1, convert(0));
        ClearAccumulators(tape);
        for (int i = 0; i < tape.Constants.Length; i++)
        {
            Scalars[tape.ZeroScalar + i] = convert(tape.Constants[i]);
        }
    }

    /// <summary>The first slot.</summary>
    public TElement* Slots { get; }

    /// <summary>The first accumulator; as wide as a slot.</summary>
    public TElement* Accumulators { get; }

    /// <summary>The first scalar.</summary>
    public TElement* Scalars { get; }

    /// <summary>How many lanes a slot has.</summary>
    public int Width { get; }

    /// <summary>How many slots there are.</summary>
    public int SlotCount { get; }

    /// <summary>How many accumulators there are.</summary>
    public int AccumulatorCount { get; }

    /// <summary>How many scalars there are.</summary>
    public int ScalarCount { get; }

    /// <summary>Scratch for the likelihoods of one lane.</summary>
    public double[] Likelihoods { get; }

    /// <summary>Whether a tape finds in it all that its steps touch.</summary>
    public bool Fits(Tape tape) =>
        (SlotCount, AccumulatorCount, ScalarCount) == (tape.SlotCount, tape.AccumulatorCount, tape.ScalarCount) && _memory is not null;

    /// <summary>Sets all lanes of a slot.</summary>
    public void Fill(int slot, TElement number)
    {
        Debug.Assert((uint)slot < (uint)SlotCount, "There is no such slot.");
        new Span<TElement>(Slots + ((nint)slot * Width), Width).Fill(number);
    }

    /// <summary>Sets all accumulators to 0.</summary>
    public void ClearAccumulators(Tape tape)
    {
        Debug.Assert(tape.AccumulatorCount <= AccumulatorCount, "The tape has more accumulators.");
        new Span<TElement>(Accumulators, tape.AccumulatorCount * Width).Clear();
    }
}
