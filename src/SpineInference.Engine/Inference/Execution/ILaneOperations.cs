namespace SpineInference.Engine.Inference.Execution;

/// <summary>The arithmetic of a tape on one kind of lane.</summary>
/// <typeparam name="TLane">What one slot holds: a number, or one for each of several cases, draws or states.</typeparam>
/// <typeparam name="TElement">The number of one lane.</typeparam>
internal interface ILaneOperations<TLane, TElement>
    where TLane : unmanaged
    where TElement : unmanaged
{
    /// <summary>The same number in every lane.</summary>
    static abstract TLane Broadcast(TElement x);

    /// <summary>x·y.</summary>
    static abstract TLane Multiply(TLane x, TLane y);

    /// <summary>x·y + sum; fused where the hardware fuses it, so that every kind of lane rounds alike.</summary>
    static abstract TLane MultiplyAdd(TLane x, TLane y, TLane sum);
}
