namespace SpineInference.Engine.Formats;

/// <summary>A place in a text: line and column, both from 1.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    public static TextPosition Start => new(1, 1);
}
