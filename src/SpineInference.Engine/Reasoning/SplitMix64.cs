namespace SpineInference.Engine.Reasoning;

/// <summary>SplitMix64: makes from one number the states in which better generators begin.</summary>
/// <remarks>Source: Steele, Lea &amp; Flood 2014, <i>Fast splittable pseudorandom number generators</i>; as seed of xoshiro: Blackman &amp; Vigna 2021. Stateless and safe for concurrent use.</remarks>
public static class SplitMix64
{
    /// <summary>Draws the next number of the sequence that a state stands in.</summary>
    /// <param name="state">The state, which moves on; any number may be the first.</param>
    /// <returns>The number, any of 64 bits.</returns>
    public static ulong Draw(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
