namespace SpineInference.Engine.Formats;

/// <summary>Decompresses gzip whole, or not at all.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class Gzip
{
    /// <summary>A stream of what a compressed stream holds, of one member or several.</summary>
    /// <param name="inner">The compressed data; disposed of with the result.</param>
    /// <returns>A stream whose reads throw <see cref="InvalidDataException"/> where the data are damaged, end too early, or are followed by
    /// something else: the platform's own stream takes a file that was cut off for a shorter one.</returns>
    public static Stream Decompress(Stream inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new WholeGzipStream(inner);
    }
}
