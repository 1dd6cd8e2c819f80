namespace SpineInference.Testing;

/// <summary>Comparison with a message, infinities included.</summary>
internal static class Close
{
    public static void Equal(double expected, double actual, double tolerance = 1e-10)
    {
        if (!expected.Equals(actual) && !(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected))))
        {
            Assert.Fail($"Expected {expected:R}, got {actual:R}.");
        }
    }
}
