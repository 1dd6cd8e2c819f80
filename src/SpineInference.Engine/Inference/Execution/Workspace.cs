using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The memory of one run of a tape: slots and accumulators (<c>Slots[slot * Width + lane]</c>, aligned for vectors) and scalars.</summary>
/// <typeparam name="TElement">The number type of one lane.</typeparam>
internal sealed unsafe class Workspace<TElement>
    where TElement : unmanaged
{
    private const int Alignment = 64;

    private readonly byte[] _memory;

    /// <summary>Takes memory for a tape; likelihoods and the slots of 1 and 0 are set, accumulators 0, constants in place. Parameters, and the
    /// scalars that follow from them, are not.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="width">How many lanes a slot has.</param>
    /// <param name="convert">From a double to the lane's number.</param>
    public Workspace(Tape tape, int width, Func<double, TElement> convert)
    {
        // Pinned, so that the pointer stays good for the life of the array.
        long laneCount = (long)(tape.SlotCount + tape.AccumulatorCount) * width;
        _memory = GC.AllocateUninitializedArray<byte>(
            checked((int)((laneCount + tape.ScalarCount) * Unsafe.SizeOf<TElement>()) + Alignment), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _memory[0]);
        Slots = (TElement*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
        Accumulators = Slots + ((nint)tape.SlotCount * width);
        Scalars = Slots + (nint)laneCount;
        Width = width;
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

    /// <summary>Scratch for the likelihoods of one lane.</summary>
    public double[] Likelihoods { get; }

    /// <summary>Sets all lanes of a slot.</summary>
    public void Fill(int slot, TElement number) => new Span<TElement>(Slots + ((nint)slot * Width), Width).Fill(number);

    /// <summary>Sets all accumulators to 0.</summary>
    public void ClearAccumulators(Tape tape) => new Span<TElement>(Accumulators, tape.AccumulatorCount * Width).Clear();
}
