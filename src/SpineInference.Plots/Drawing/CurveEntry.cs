using ScottPlot;

namespace SpineInference.Plots.Drawing;

/// <summary>A curve in the legend.</summary>
/// <param name="Words">Its name.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="Shape">Its mark.</param>
internal readonly record struct CurveEntry(string Words, Color Color, LinePattern Pattern, MarkerShape Shape);
