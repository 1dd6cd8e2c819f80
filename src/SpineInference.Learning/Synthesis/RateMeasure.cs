namespace SpineInference.Learning;

/// <summary>What a published number compares.</summary>
public enum RateMeasure
{
    /// <summary>P(event | given): compared on the scale of log-odds.</summary>
    Proportion,

    /// <summary>The odds of the event under one condition over those under another: compared as a logarithm.</summary>
    OddsRatio,

    /// <summary>The probability of the event under one condition over that under another: compared as a logarithm.</summary>
    LikelihoodRatio,

    /// <summary>The probability that someone of one condition stands higher on an ordered variable than someone of another, ties counted half:
    /// the area under the curve, compared on the scale of log-odds.</summary>
    AreaUnderCurve,
}
