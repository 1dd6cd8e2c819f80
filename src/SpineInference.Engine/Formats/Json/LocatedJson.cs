using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>A JSON value that knows its line and column, so that a fault can name them.</summary>
/// <remarks>Made by <see cref="StrictJsonReader"/>. Immutable. Members keep their order, and one that stands twice stands here twice: that is for the
/// reader to judge. It holds nothing of the text: the text can go when it is read.</remarks>
public sealed class LocatedJson
{
    internal LocatedJson(JsonValueKind kind, TextPosition position)
    {
        Kind = kind;
        Position = position;
    }

    /// <summary>What kind of value it is.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>The line of its first byte, from 1.</summary>
    public int Line => Position.Line;

    /// <summary>The column of its first byte, from 1, in bytes.</summary>
    public int Column => Position.Column;

    /// <summary>The text of a string, or the digits of a number as they stand; empty for every other kind.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>The number; 0 for every other kind.</summary>
    public double Number { get; internal init; }

    /// <summary>The items of an array, in order; empty for every other kind.</summary>
    public IReadOnlyList<LocatedJson> Items { get; internal init; } = [];

    /// <summary>The members of an object, in order; empty for every other kind.</summary>
    public IReadOnlyList<(string Name, LocatedJson Value)> Members { get; internal init; } = [];

    /// <summary>The numbers of an array of nothing but numbers, where the reader keeps such arrays together: its items then are none. Otherwise null.</summary>
    internal IReadOnlyList<double>? Numbers { get; init; }

    internal TextPosition Position { get; }

    /// <summary>The value for a message: what it is, or the text or number itself.</summary>
    /// <returns>The words.</returns>
    public string Describe() => Kind switch
    {
        JsonValueKind.String => $"the text '{NetworkAssembler.Shorten(Text)}'",
        JsonValueKind.Number => $"the number {FormatNumber.Text(Number)}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
