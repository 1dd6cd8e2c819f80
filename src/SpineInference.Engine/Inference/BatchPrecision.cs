namespace SpineInference.Engine.Inference;

/// <summary>The arithmetic of a batch.</summary>
public enum BatchPrecision
{
    /// <summary>64 bits: posteriors to about 1e-14.</summary>
    DoublePrecision,

    /// <summary>32 bits: about twice as fast, posteriors to about 1e-6.</summary>
    SinglePrecision,
}
