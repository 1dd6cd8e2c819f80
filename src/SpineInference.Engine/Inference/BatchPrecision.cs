namespace SpineInference.Engine.Inference;

/// <summary>The arithmetic of a batch.</summary>
public enum BatchPrecision
{
    /// <summary>64 bits: posteriors to about 1e-14.</summary>
    DoublePrecision,

    /// <summary>32 bits, posteriors to 1e-6: up to twice as fast. Cases that round worse, or whose evidence is too improbable, are run
    /// again in 64 bits, in blocks; where that is most of them, it takes about as long as double precision.</summary>
    SinglePrecision,
}
