namespace SpineInference.Anatomy;

/// <summary>The tendon reflexes: text ids, roots and the muscle that answers.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no reflex, the
/// default included. Source: evidence R196 (knee), R198 (ankle), R199; for the medial hamstring reflex R116 and R167. The lesser roots are
/// the neighbours in the supply of the muscle (R205); that L5 has a little of the ankle jerk is in no chart but a judgement, since
/// the ankle jerk localises less sharply than the charts say (R150, R157).</remarks>
public static partial class Reflexes
{
    extension(Reflex reflex)
    {
        /// <summary>The roots through which the reflex runs.</summary>
        public RootSupply Roots => new(MainFacts[Ids.PlaceOf(reflex)], LesserFacts[Ids.PlaceOf(reflex)]);

        /// <summary>The muscle whose jerk answers the tap.</summary>
        public Muscle Muscle => MuscleFacts[Ids.PlaceOf(reflex)];
    }
}
