namespace SpineInference;

/// <summary>An activity or posture of which the effect on the symptoms is asked. <see langword="default"/> is no member.</summary>
public enum Activity
{
    /// <summary>Sitting.</summary>
    Sitting = 1,

    /// <summary>Standing still.</summary>
    Standing,

    /// <summary>Walking.</summary>
    Walking,

    /// <summary>Coughing, sneezing or straining.</summary>
    Coughing,

    /// <summary>Bending the trunk forward.</summary>
    BendingForward,

    /// <summary>Bending the trunk backward.</summary>
    BendingBackward,

    /// <summary>Lying down.</summary>
    Lying,
}
