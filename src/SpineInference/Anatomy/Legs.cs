namespace SpineInference.Anatomy;

/// <summary>The legs: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static partial class Legs
{
    extension(Leg leg)
    {
        /// <summary>The other leg.</summary>
        public Leg Other => Ids.Checked(leg) == Leg.Left ? Leg.Right : Leg.Left;
    }
}
