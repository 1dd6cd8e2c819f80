namespace SpineInference.Engine.Inference.Execution;

/// <summary>Gives workspaces their memory: a test gives some with pages behind it that nobody may touch.</summary>
internal interface ILaneMemory
{
    /// <summary>Takes three parts, aligned for vectors, with undefined content.</summary>
    /// <param name="slotBytes">Length of the first.</param>
    /// <param name="accumulatorBytes">Length of the second.</param>
    /// <param name="scalarBytes">Length of the third.</param>
    /// <param name="slots">Address of the first.</param>
    /// <param name="accumulators">Address of the second.</param>
    /// <param name="scalars">Address of the third.</param>
    /// <returns>Keeps the memory while it is referred to.</returns>
    object Take(long slotBytes, long accumulatorBytes, long scalarBytes, out nint slots, out nint accumulators, out nint scalars);
}
