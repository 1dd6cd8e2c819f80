namespace SpineInference;

/// <summary>What the diagnosis would be without one finding.</summary>
/// <param name="Finding">The finding left out.</param>
/// <param name="Before">The diagnosis with it.</param>
/// <param name="After">The diagnosis without it.</param>
public sealed record WhatIf(Finding Finding, Diagnosis Before, Diagnosis After)
{
    /// <summary>The largest change of any probability of a cause or a principal root.</summary>
    public double LargestChange => Math.Max(
        Before.Cause.Zip(After.Cause).Max(static p => Math.Abs(p.First.Probability - p.Second.Probability)),
        Before.RootLevel.Zip(After.RootLevel).Max(static p => Math.Abs(p.First.Probability - p.Second.Probability)));

    /// <summary>Whether the most probable cause or root is another without the finding.</summary>
    public bool ChangesTheAnswer =>
        Before.Cause.MostProbable.Id != After.Cause.MostProbable.Id || Before.RootLevel.MostProbable.Id != After.RootLevel.MostProbable.Id;
}
