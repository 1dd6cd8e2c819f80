namespace SpineInference.Anatomy;

/// <summary>The legs: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static partial class Legs
{
    /// <summary>Takes the leg off the front of a name: <c>left.foot-drop</c> is of the left leg.</summary>
    internal static (Leg? Leg, string Id) Split(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && TryParse(name[..dot], out Leg leg) ? (leg, name[(dot + 1)..]) : (null, name);
    }

    extension(Leg leg)
    {
        /// <summary>The other leg.</summary>
        public Leg Other => Ids.Checked(leg) == Leg.Left ? Leg.Right : Leg.Left;
    }
}
