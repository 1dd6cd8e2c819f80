namespace SpineInference.Knowledge;

/// <summary>What a row of a table says, as far as it decides how sure judgement of it can be.</summary>
public enum JudgementKind
{
    /// <summary>How people come: the shares of settings, complaints, sexes. It matters only where they are not stated.</summary>
    Context,

    /// <summary>How often a cause, a level, a place or a course of disease is met: a latent variable of the patient.</summary>
    Prior,

    /// <summary>What an injury does to a leg: a latent variable of a leg.</summary>
    Link,

    /// <summary>How often a finding is met with what makes it.</summary>
    Sensitivity,

    /// <summary>How often a finding is met without what makes it, or with what makes it seldom: at most one in five.</summary>
    Background,

    /// <summary>How a posture or movement is told to act: a finding none of whose states is that of health.</summary>
    Posture,
}
