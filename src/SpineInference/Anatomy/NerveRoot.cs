namespace SpineInference.Anatomy;

/// <summary>A spinal nerve root of the lumbar and upper sacral spine, from the highest to the lowest.</summary>
/// <remarks>The members are ordered from head to tail and can be compared with <c>&lt;</c>. The default value is no root: every query
/// about it throws <see cref="ArgumentOutOfRangeException"/>, so that a forgotten root is never taken for one. Where "no root" is a
/// proper answer it is written <c>NerveRoot?</c>. What a root supplies: <see cref="NerveRoots"/>.</remarks>
public enum NerveRoot
{
    /// <summary>First lumbar root: the groin.</summary>
    L1 = 1,

    /// <summary>Second lumbar root: the front of the upper thigh, the bending of the hip.</summary>
    L2,

    /// <summary>Third lumbar root: the front of the lower thigh and the knee, the stretching of the knee.</summary>
    L3,

    /// <summary>Fourth lumbar root: the inner shin, the knee jerk; the highest root of the sciatic nerve.</summary>
    L4,

    /// <summary>Fifth lumbar root: the side of the calf, the top of the foot and the big toe, which it also lifts.</summary>
    L5,

    /// <summary>First sacral root: the outer foot, the sole and the back of the calf, the ankle jerk.</summary>
    S1,

    /// <summary>Second sacral root: the back of the thigh, the small muscles of the foot; with its neighbours bladder and bowel.</summary>
    S2,

    /// <summary>Third sacral root: the saddle; the lowest root of the sciatic nerve.</summary>
    S3,
}
