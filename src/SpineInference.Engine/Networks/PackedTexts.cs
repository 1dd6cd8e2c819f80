using System.Text;

namespace SpineInference.Engine.Networks;

/// <summary>The texts of a packed file: kept as the bytes they were, each made a string when it is first asked for.</summary>
/// <remarks>Immutable to the eye and safe for concurrent use: two threads that ask for a text at once may each make it, and both are right. Of the ids
/// of rows, the longest texts of a network, hardly any is ever asked for.</remarks>
public sealed class PackedTexts
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;
    private readonly string?[] _made;

    internal PackedTexts(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
        _made = new string?[ends.Length];
    }

    /// <summary>How many texts there are.</summary>
    public int Length => _ends.Length;

    /// <summary>A text.</summary>
    /// <param name="place">Its place, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is none in that place.</exception>
    public string this[int place] => _made[place] ??= Encoding.UTF8.GetString(_bytes.AsSpan(StartOf(place).._ends[place]));

    private int StartOf(int place) => place == 0 ? 0 : _ends[place - 1];
}
