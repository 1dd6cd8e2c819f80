namespace SpineInference;

/// <summary>The causes: text ids, plain names and who should look next.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no cause, the default
/// included.</remarks>
public static partial class Causes
{
    extension(Cause cause)
    {
        /// <summary>Whether an advice about it says that nothing serious is likely.</summary>
        internal bool IsReassuring => ReassuringFacts[Ids.PlaceOf(cause)];

        /// <summary>Who should look next; <c>{root}</c> stands for the root.</summary>
        internal string NextStep => NextStepFacts[Ids.PlaceOf(cause)];

        /// <summary>The same where foot and leg symptoms point to a root already.</summary>
        internal string NextStepAtRoot => NextStepAtRootFacts[Ids.PlaceOf(cause)] ?? cause.NextStep;

        /// <summary>What a cause that must not wait demands where it is likely, whatever the rules say; null of others.</summary>
        internal string? WhenLikely => WhenLikelyFacts[Ids.PlaceOf(cause)];

        /// <summary>The hidden aetiology whose probability counts where one kind of the cause must not wait and the others may; null of causes that count whole.</summary>
        internal string? DangerousKind => DangerousKindFacts[Ids.PlaceOf(cause)];

        /// <summary>How people call that kind.</summary>
        internal string? DangerousKindName => DangerousKindNameFacts[Ids.PlaceOf(cause)];

        /// <summary>The urgency of that; <see cref="Urgency.Routine"/> of others.</summary>
        internal Urgency UrgencyWhenLikely => UrgencyWhenLikelyFacts[Ids.PlaceOf(cause)] is not { } id ? Urgency.Routine
            : Urgencies.TryParse(id, out Urgency urgency) ? urgency
            : throw new InvalidOperationException($"Cause '{cause.Id}': '{id}' is no urgency.");
    }
}
