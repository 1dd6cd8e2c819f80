using SpineInference.Anatomy;

namespace SpineInference.Web;

/// <summary>What of a region is seen in one view.</summary>
/// <param name="Region">The region.</param>
/// <param name="Figure">The view.</param>
/// <param name="Half">Its path in one half of the view; the view's outline cuts it.</param>
/// <param name="X">Where its mark stands: distance from the midline.</param>
/// <param name="Y">Where its mark stands: depth.</param>
internal sealed record RegionShape(Region Region, BodyFigure Figure, string Half, double X, double Y);
