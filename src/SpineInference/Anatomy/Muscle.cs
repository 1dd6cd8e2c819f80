namespace SpineInference.Anatomy;

/// <summary>A muscle, or a group of muscles with one action, whose strength tells about the roots.</summary>
/// <remarks>No muscle belongs to one root alone. The default value is no muscle: every query about it throws
/// <see cref="ArgumentOutOfRangeException"/>. Roots, nerves and actions: <see cref="Muscles"/>.</remarks>
public enum Muscle
{
    /// <summary>Iliopsoas: bends the hip.</summary>
    Iliopsoas = 1,

    /// <summary>The adductors: draw the thighs together.</summary>
    Adductors,

    /// <summary>Quadriceps: stretches the knee.</summary>
    Quadriceps,

    /// <summary>Tibialis anterior: lifts the foot (heel walk; its loss is foot drop).</summary>
    TibialisAnterior,

    /// <summary>Extensor hallucis longus: lifts the big toe.</summary>
    ExtensorHallucis,

    /// <summary>Fibularis longus and brevis: turn the sole outwards.</summary>
    Fibularis,

    /// <summary>Tibialis posterior: turns the sole inwards.</summary>
    TibialisPosterior,

    /// <summary>Gluteus medius, with minimus: spreads the thigh and keeps the pelvis level on one leg.</summary>
    GluteusMedius,

    /// <summary>The hamstrings: bend the knee and stretch the hip.</summary>
    Hamstrings,

    /// <summary>Gluteus maximus: stretches the hip.</summary>
    GluteusMaximus,

    /// <summary>Gastrocnemius, with soleus: pushes the foot down (tiptoe walk, heel raise).</summary>
    Gastrocnemius,

    /// <summary>The small muscles of the sole: spread and bend the toes.</summary>
    FootIntrinsics,
}
