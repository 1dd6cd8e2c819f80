using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Memory of the managed heap: one pinned array for all three parts.</summary>
internal sealed unsafe class LaneMemory : ILaneMemory
{
    private const int Alignment = 64;

    /// <inheritdoc/>
    public object Take(long slotBytes, long accumulatorBytes, long scalarBytes, out nint slots, out nint accumulators, out nint scalars)
    {
        // Pinned, so that the pointer stays good for the life of the array.
        byte[] memory = GC.AllocateUninitializedArray<byte>(checked((int)(slotBytes + accumulatorBytes + scalarBytes + Alignment)), pinned: true);
        slots = ((nint)Unsafe.AsPointer(ref memory[0]) + Alignment - 1) & ~(nint)(Alignment - 1);
        accumulators = slots + (nint)slotBytes;
        scalars = accumulators + (nint)accumulatorBytes;
        return memory;
    }
}
