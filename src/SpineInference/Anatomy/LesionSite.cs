namespace SpineInference.Anatomy;

/// <summary>Where along a leg's path, from the brain to the foot, the lesion lies.</summary>
/// <remarks>The default is no member. That the lesion lies nowhere on the path of the nerves (blood supply, referred pain, and what has no
/// place of its own) is the answer none of <see cref="Questions.LesionSite"/>.</remarks>
public enum LesionSite
{
    /// <summary>The spinal canal and its foramina: the nerve roots.</summary>
    Canal = 1,

    /// <summary>The plexus, beside the spine and in the pelvis.</summary>
    Plexus,

    /// <summary>The buttock: the sciatic nerve, near where it forms.</summary>
    Buttock,

    /// <summary>The groin: the femoral nerve and the lateral cutaneous nerve of the thigh, under the inguinal ligament.</summary>
    Groin,

    /// <summary>The head and neck of the fibula: the common fibular nerve.</summary>
    FibularHead,

    /// <summary>Behind the inner ankle, in the tarsal tunnel: the tibial nerve.</summary>
    Ankle,

    /// <summary>The foot itself: its joints, fasciae and small nerves.</summary>
    Foot,

    /// <summary>Many nerves at once, the longest first: polyneuropathy.</summary>
    Diffuse,

    /// <summary>The brain or the spinal cord.</summary>
    BrainOrCord,
}
