namespace SpineInference.Anatomy;

/// <summary>A place that a nerve passes on its way from the spine to the skin.</summary>
/// <remarks>Immutable; equality is by value.</remarks>
public sealed class CoursePoint
{
    internal CoursePoint(string place, string description, LesionSite? site = null)
    {
        Place = place;
        Description = description;
        Site = site;
    }

    /// <summary>The anatomical name of the place: <c>Greater sciatic foramen</c>.</summary>
    public string Place { get; }

    /// <summary>What the nerve does there, in one plain sentence.</summary>
    public string Description { get; }

    /// <summary>The lesion site under which a lesion at this place is reported; <see langword="null"/> where the network has
    /// no site of its own for it.</summary>
    public LesionSite? Site { get; }

    /// <summary>The place and what the nerve does there.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Place}: {Description}";
}
