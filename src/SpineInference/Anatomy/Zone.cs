namespace SpineInference.Anatomy;

/// <summary>Where a lesion lies across a disc level, from the midline outwards.</summary>
/// <remarks>The zone decides which root is in the way: <see cref="DiscLevels"/>. The default value is no zone: every query about it
/// throws <see cref="ArgumentOutOfRangeException"/>. Source: Fardon et al. 2014, Lumbar disc nomenclature 2.0, Spine J 14:2525-45, which
/// names the same zones.</remarks>
public enum Zone
{
    /// <summary>Behind the middle of the disc, in front of the dural sac.</summary>
    Central = 1,

    /// <summary>Under the facet joint: the lateral recess, where the root that leaves one level lower runs down.</summary>
    Subarticular,

    /// <summary>Between the pedicles: the hole through which the root of this level leaves.</summary>
    Foraminal,

    /// <summary>Beyond the pedicles ("far lateral"), where the same root is already outside.</summary>
    Extraforaminal,
}
