namespace SpineInference;

/// <summary>What is behind the symptoms: one principal cause.</summary>
/// <remarks>The causes exclude one another in the model and their probabilities add up to 1; in life a second one may coexist. The default
/// value is no cause: every query about it throws <see cref="ArgumentOutOfRangeException"/>. Text ids: <see cref="Causes"/>.</remarks>
public enum Cause
{
    /// <summary>The core of a disc has come out and presses on a root ("slipped disc").</summary>
    ProlapsedDisc = 1,

    /// <summary>The canal has become too narrow for the nerves, by worn discs, bone spurs and arthritic joints, without a slip.</summary>
    LumbarSpinalStenosis,

    /// <summary>One vertebra has slipped on the next, forwards or backwards, by arthritis, instability or fracture.</summary>
    Spondylolisthesis,

    /// <summary>The common fibular (peroneal) nerve is hurt at the head of the fibula.</summary>
    CommonFibularNeuropathy,

    /// <summary>The sciatic nerve is hurt in the buttock.</summary>
    SciaticNeuropathy,

    /// <summary>The tibial nerve is hurt at the inner ankle (tarsal tunnel).</summary>
    TibialNeuropathy,

    /// <summary>A nerve of the thigh is hurt at the groin: the lateral cutaneous nerve (meralgia) or the femoral nerve.</summary>
    ThighNeuropathy,

    /// <summary>The plexus of the leg's nerves is hurt, as in diabetic amyotrophy.</summary>
    Plexopathy,

    /// <summary>Many nerves are ill, the longest first, as in diabetes.</summary>
    Polyneuropathy,

    /// <summary>The arteries of the leg are too narrow for walking.</summary>
    VascularClaudication,

    /// <summary>An artery of the leg is suddenly blocked: the limb is in danger.</summary>
    AcuteLimbIschaemia,

    /// <summary>The foot itself: its joints, fasciae and small nerves.</summary>
    FootDisorder,

    /// <summary>The hip or the knee, felt in groin, thigh and shin.</summary>
    HipOrKneeDisease,

    /// <summary>Pain of joints, discs or muscles of the back that is felt in the leg, with no nerve hurt.</summary>
    ReferredPain,

    /// <summary>Something else presses on the nerves in the canal, such as a facet cyst or fat.</summary>
    OtherCompressive,

    /// <summary>The brain or the spinal cord.</summary>
    Central,

    /// <summary>Other serious disease: tumour, infection, fracture.</summary>
    OtherSerious,
}
