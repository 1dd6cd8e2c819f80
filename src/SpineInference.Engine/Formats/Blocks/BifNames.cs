namespace SpineInference.Engine.Formats;

/// <summary>A list of names of a BIF text, read in both ways it can be meant: a name for each word, or for each piece between commas.</summary>
/// <remarks>Some programs leave the commas out, others write names with spaces and no quotes; which it is, the count or the declared
/// names tell.</remarks>
/// <param name="Words">One name for each word or quoted name.</param>
/// <param name="Pieces">One name for each piece between commas.</param>
internal sealed record BifNames(List<BifToken> Words, List<BifToken> Pieces)
{
    /// <summary>The way that gives a count; the words where neither does.</summary>
    public List<BifToken> OfCount(int count) => Words.Count != count && Pieces.Count == count ? Pieces : Words;

    /// <summary>The way all of whose names are known; the words where neither is.</summary>
    public List<BifToken> Known(Func<string, bool> isKnown) =>
        !Words.TrueForAll(w => isKnown(w.Text)) && Pieces.TrueForAll(p => isKnown(p.Text)) ? Pieces : Words;
}
