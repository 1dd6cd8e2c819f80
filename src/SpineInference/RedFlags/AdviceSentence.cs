namespace SpineInference;

/// <summary>One sentence of an advice.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Urgency">How fast it wants something done; <see langword="null"/> where it says nothing of time. With a red flag no
/// sentence wants less than the most urgent flag.</param>
/// <param name="IsReassuring">Whether it says that nothing serious is likely; with a red flag no sentence does.</param>
/// <remarks>Immutable.</remarks>
public sealed record AdviceSentence(string Text, Urgency? Urgency, bool IsReassuring)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
