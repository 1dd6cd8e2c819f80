namespace SpineInference.Knowledge;

/// <summary>The part a variable plays. <see langword="default"/> is <see cref="Latent"/>.</summary>
public enum VariableKind
{
    /// <summary>Not observed: a cause, a place, a root, or a construct that ties findings together.</summary>
    Latent,

    /// <summary>Asked of every patient: age, sex, setting, complaint.</summary>
    Context,

    /// <summary>Reported by the patient or found by examination or test.</summary>
    Finding,
}
