namespace SpineInference.Engine.Reasoning;

/// <summary>How several questions are asked together. <see langword="default"/> is <see cref="Joint"/>.</summary>
public enum TargetCombination
{
    /// <summary>As one question: the information about the combination of their answers.</summary>
    Joint,

    /// <summary>As separate questions: the sum of the information about each. What answers two of them at once counts twice.</summary>
    Sum,
}
