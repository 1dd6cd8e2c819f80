namespace SpineInference.Engine.Reasoning;

/// <summary>Why a plan of findings ends. <see langword="default"/> is <see cref="Count"/>.</summary>
public enum InformationStop
{
    /// <summary>It has as many findings as were asked for.</summary>
    Count,

    /// <summary>Every target variable is settled already.</summary>
    Settled,

    /// <summary>No finding left promises enough.</summary>
    LittleGain,

    /// <summary>There is no candidate left.</summary>
    NoCandidates,
}
