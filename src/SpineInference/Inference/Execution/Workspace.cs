using System.Runtime.CompilerServices;

namespace SpineInference.Inference.Execution;

/// <summary>The slots of one run of a tape: <c>Slots[slot * Width + lane]</c>, aligned for vectors, with the constants in place.</summary>
/// <typeparam name="TElement">The number type of one lane.</typeparam>
internal sealed unsafe class Workspace<TElement>
    where TElement : unmanaged
{
    private const int Alignment = 64;

    private readonly byte[] _memory;

    /// <summary>Takes memory for a tape; likelihoods are 1, parameters and constants as given.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="width">How many lanes a slot has.</param>
    /// <param name="parameters">The values of the parameter slots.</param>
    /// <param name="convert">From a double to the lane's number.</param>
    public Workspace(Tape tape, int width, ReadOnlySpan<double> parameters, Func<double, TElement> convert)
    {
        // Pinned, so that the pointer stays good for the life of the array.
        _memory = GC.AllocateUninitializedArray<byte>((tape.SlotCount * width * Unsafe.SizeOf<TElement>()) + Alignment, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _memory[0]);
        Slots = (TElement*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
        Width = width;
        Likelihoods = new double[tape.EvidenceCount];
        for (int slot = 0; slot < tape.EvidenceCount; slot++)
        {
            Fill(slot, convert(1));
        }

        for (int i = 0; i < tape.ParameterCount; i++)
        {
            Fill(tape.EvidenceCount + i, convert(parameters[i]));
        }

        for (int i = 0; i < tape.Constants.Length; i++)
        {
            Fill(tape.ZeroSlot + i, convert(tape.Constants[i]));
        }
    }

    /// <summary>The first slot.</summary>
    public TElement* Slots { get; }

    /// <summary>How many lanes a slot has.</summary>
    public int Width { get; }

    /// <summary>Scratch for the likelihoods of one lane.</summary>
    public double[] Likelihoods { get; }

    private void Fill(int slot, TElement number) => new Span<TElement>(Slots + ((nint)slot * Width), Width).Fill(number);
}
