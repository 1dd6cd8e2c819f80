namespace SpineInference.Knowledge;

/// <summary>One entry of the reference list: a published number set.</summary>
public sealed class KnowledgeReference
{
    internal KnowledgeReference(string key, string quantity, string citation, bool wasRead)
    {
        Key = key;
        Quantity = quantity;
        Citation = citation;
        WasRead = wasRead;
    }

    /// <summary>Its key, by which rows name it.</summary>
    public string Key { get; }

    /// <summary>What was measured, and in whom.</summary>
    public string Quantity { get; }

    /// <summary>The publication.</summary>
    public string Citation { get; }

    /// <summary>Whether the number itself was read in the source (otherwise it was recalled, and rows on it are expert).</summary>
    public bool WasRead { get; }
}
