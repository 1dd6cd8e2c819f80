namespace SpineInference.Anatomy;

/// <summary>A lumbar disc, named by the vertebrae above and below it, from the highest to the lowest.</summary>
/// <remarks>The default value is no level: every query about it throws <see cref="ArgumentOutOfRangeException"/>. Where "no level" is a
/// proper answer it is written <c>DiscLevel?</c>. The roots at a level: <see cref="DiscLevels"/>.</remarks>
public enum DiscLevel
{
    /// <summary>Between the first and second lumbar vertebrae, text id <c>L1/2</c>.</summary>
    L1L2 = 1,

    /// <summary>Between the second and third lumbar vertebrae, text id <c>L2/3</c>.</summary>
    L2L3,

    /// <summary>Between the third and fourth lumbar vertebrae, text id <c>L3/4</c>.</summary>
    L3L4,

    /// <summary>Between the fourth and fifth lumbar vertebrae, text id <c>L4/5</c>.</summary>
    L4L5,

    /// <summary>Between the fifth lumbar vertebra and the sacrum, text id <c>L5/S1</c>.</summary>
    L5S1,
}
