namespace SpineInference.Anatomy;

/// <summary>A place that a nerve passes on its way from the spine to the skin.</summary>
/// <remarks>Immutable; equality is by value.</remarks>
/// <param name="Place">The anatomical name of the place: <c>Greater sciatic foramen</c>.</param>
/// <param name="Description">What the nerve does there, in one plain sentence.</param>
/// <param name="Site">The lesion site under which a lesion at this place is reported; <see langword="null"/> where the network has
/// no site of its own for it.</param>
public sealed record CoursePoint(string Place, string Description, LesionSite? Site = null)
{
    /// <summary>The place and what the nerve does there.</summary>
    public override string ToString() => $"{Place}: {Description}";
}
