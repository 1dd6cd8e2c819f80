namespace SpineInference;

/// <summary>One sentence of an advice.</summary>
/// <remarks>Immutable.</remarks>
public sealed class AdviceSentence
{
    internal AdviceSentence(string text, Urgency? urgency, bool isReassuring)
    {
        Text = text;
        Urgency = urgency;
        IsReassuring = isReassuring;
    }

    /// <summary>The sentence.</summary>
    public string Text { get; }

    /// <summary>How fast it wants something done; <see langword="null"/> where it says nothing of time. With a red flag no
    /// sentence wants less than the most urgent flag.</summary>
    public Urgency? Urgency { get; }

    /// <summary>Whether it says that nothing serious is likely; with a red flag no sentence does.</summary>
    public bool IsReassuring { get; }

    /// <summary>Whether it says when to come back, in words for the patient. It stands beside flags, too, unless one sends the patient to hospital at
    /// once.</summary>
    public bool IsSafetyNet { get; internal init; }

    /// <summary>The sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
