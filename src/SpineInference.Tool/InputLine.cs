namespace SpineInference.Tool;

/// <summary>One line of input.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Bytes">Its bytes without the line feed; the start of it where it is too long.</param>
/// <param name="IsTooLong">Whether it is longer than the limit.</param>
internal readonly record struct InputLine(long Number, byte[] Bytes, bool IsTooLong)
{
    /// <summary>Whether there is nothing but spaces.</summary>
    public bool IsBlank => !IsTooLong && !Bytes.AsSpan().ContainsAnyExcept((byte)' ', (byte)'\t');
}
