namespace SpineInference;

/// <summary>What a group of questions is about.</summary>
public enum FindingTopic
{
    /// <summary>What the legs tell.</summary>
    LegSymptoms,

    /// <summary>What makes it better or worse.</summary>
    Effects,

    /// <summary>Whatever else is asked.</summary>
    History,

    /// <summary>What red-flag rules ask for.</summary>
    RedFlags,

    /// <summary>Strength by hand.</summary>
    Strength,

    /// <summary>Tendon reflexes and what goes with them.</summary>
    Reflexes,

    /// <summary>Tests that stretch a root.</summary>
    Tension,

    /// <summary>How the patient walks and stands.</summary>
    Gait,

    /// <summary>Whatever else is examined.</summary>
    Signs,

    /// <summary>What a laboratory or a simple instrument measures.</summary>
    Laboratory,

    /// <summary>Images.</summary>
    Imaging,

    /// <summary>Needle and conduction.</summary>
    Electrodiagnosis,
}
