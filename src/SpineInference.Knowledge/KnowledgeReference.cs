namespace SpineInference.Knowledge;

/// <summary>One entry of the reference list: a published number set.</summary>
/// <param name="Key">Its key, by which rows name it.</param>
/// <param name="Quantity">What was measured, and in whom.</param>
/// <param name="Citation">The publication.</param>
/// <param name="WasRead">Whether the number itself was read in the source (otherwise it was recalled, and rows on it are expert).</param>
public sealed record KnowledgeReference(string Key, string Quantity, string Citation, bool WasRead);
