using Spectre.Console;

namespace SpineInference.Tool;

/// <summary>A cell of a table.</summary>
/// <param name="Text">Its text, with control characters shown as text.</param>
/// <param name="Colour">Its colour, or <see langword="null"/>.</param>
internal readonly record struct PageCell(string Text, Color? Colour);
