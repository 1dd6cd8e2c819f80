namespace SpineInference.Anatomy;

/// <summary>A region of the body surface in which a patient can feel pain or altered sensation.</summary>
/// <remarks>The default value is no region: every query about it throws <see cref="ArgumentOutOfRangeException"/>. The roots and nerves in
/// whose area a region lies: <see cref="Regions"/>.</remarks>
public enum Region
{
    /// <summary>The groin.</summary>
    Groin = 1,

    /// <summary>The front of the thigh.</summary>
    FrontOfThigh,

    /// <summary>The outer side of the thigh.</summary>
    SideOfThigh,

    /// <summary>The back of the thigh.</summary>
    BackOfThigh,

    /// <summary>The buttock.</summary>
    Buttock,

    /// <summary>The inner side of the shin.</summary>
    MedialShin,

    /// <summary>The front of the shin.</summary>
    FrontOfShin,

    /// <summary>The outer side of the calf.</summary>
    LateralCalf,

    /// <summary>The back of the calf.</summary>
    BackOfCalf,

    /// <summary>The top of the foot (dorsum).</summary>
    TopOfFoot,

    /// <summary>The big toe.</summary>
    BigToe,

    /// <summary>The outer edge of the foot, with the little toe.</summary>
    LateralFoot,

    /// <summary>The sole of the foot.</summary>
    Sole,

    /// <summary>The heel.</summary>
    Heel,

    /// <summary>The saddle: between the legs and around the anus. Numbness here is an emergency.</summary>
    Saddle,
}
