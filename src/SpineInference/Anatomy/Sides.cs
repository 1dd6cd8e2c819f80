namespace SpineInference.Anatomy;

/// <summary>The sides a lesion reaches: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static partial class Sides
{
    extension(Side side)
    {
        /// <summary>Whether a lesion of this side reaches a leg.</summary>
        /// <param name="leg">The leg.</param>
        /// <returns>Whether it does.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The side or the leg is not a member.</exception>
        public bool Includes(Leg leg)
        {
            string sideId = Ids.IdOf(side);
            string legId = leg.Id;
            return side == Side.Both || sideId == legId;
        }
    }
}
