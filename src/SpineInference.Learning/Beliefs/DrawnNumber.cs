namespace SpineInference.Learning;

/// <summary>A standard normal number that is drawn: an error of a belief, or the difference of the two of a row.</summary>
/// <param name="Error">The error.</param>
/// <param name="Weight">Its part in the number.</param>
/// <param name="Other">The other error; the same one where there is none.</param>
/// <param name="OtherWeight">Its part; 0 where there is none.</param>
internal readonly record struct DrawnNumber(int Error, float Weight, int Other, float OtherWeight)
{
    /// <summary>An error by itself.</summary>
    public static DrawnNumber Of(int error) => new(error, 1, error, 0);

    /// <summary>(d₁z₁ − d₀z₀)/√(d₀² + d₁²).</summary>
    public static DrawnNumber OfDifference(int first, double firstDeviation, int second, double secondDeviation)
    {
        double both = Math.Sqrt((firstDeviation * firstDeviation) + (secondDeviation * secondDeviation));
        return new(second, (float)(secondDeviation / both), first, (float)(-firstDeviation / both));
    }
}
