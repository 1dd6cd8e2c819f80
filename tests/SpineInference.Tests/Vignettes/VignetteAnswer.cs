using System.Collections.Immutable;

namespace SpineInference.Tests.Vignettes;

/// <summary>One scored question of one case: the outcomes that count as right, and what the model gives.</summary>
/// <param name="Id">The id of the case.</param>
/// <param name="Accepted">The outcomes that count as right.</param>
/// <param name="Outcomes">All outcomes with their probability.</param>
internal sealed record VignetteAnswer(string Id, ImmutableArray<string> Accepted, ImmutableArray<(string Id, double Probability)> Outcomes)
{
    /// <summary>The outcomes, the most probable first; equals keep the model's order.</summary>
    public ImmutableArray<(string Id, double Probability)> Ranked { get; } = [.. Outcomes.OrderByDescending(static o => o.Probability)];

    /// <summary>The probability given to the answer: of several right outcomes, their sum.</summary>
    public double Probability => Outcomes.Where(o => Accepted.Contains(o.Id)).Sum(static o => o.Probability);

    /// <summary>Whether a right outcome is among the most probable ones.</summary>
    /// <param name="count">How many of the most probable count.</param>
    public bool IsAmongFirst(int count) => Ranked.Take(count).Any(o => Accepted.Contains(o.Id));
}
