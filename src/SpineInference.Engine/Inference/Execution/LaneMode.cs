namespace SpineInference.Engine.Inference.Execution;

/// <summary>Which vectors batches run on. Chosen by the hardware unless a test forces one.</summary>
internal enum LaneMode
{
    /// <summary>The widest the hardware has.</summary>
    Automatic,

    /// <summary>One number at a time.</summary>
    Scalar,

    /// <summary>256 bits.</summary>
    Vector256,

    /// <summary>512 bits.</summary>
    Vector512,
}
