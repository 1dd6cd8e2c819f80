namespace SpineInference.Plots.Drawing;

/// <summary>One axis of a chart of curves.</summary>
/// <param name="Least">Its lower end.</param>
/// <param name="Most">Its upper end.</param>
/// <param name="Ticks">Where it is written on, and what.</param>
internal readonly record struct Scale(double Least, double Most, IReadOnlyList<(double Position, string Label)> Ticks);
