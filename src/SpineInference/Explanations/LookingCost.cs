using System.Collections.Immutable;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>What it costs to look for a finding: its own cost, and what must be set up for it and serves others as well.</summary>
/// <remarks>One magnetic resonance shows all its findings: the first pays for the image, each further one for reading a line of its report. A number converts to a cost without any set-up.
/// Immutable and safe for concurrent use.</remarks>
public sealed class LookingCost
{
    /// <summary>States a cost.</summary>
    /// <param name="own">What the finding costs once everything is set up; positive.</param>
    /// <param name="setUps">What must be set up before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The own cost is not positive and finite.</exception>
    public LookingCost(double own, params ReadOnlySpan<SetUp> setUps)
    {
        if (!(own > 0) || double.IsInfinity(own))
        {
            throw new ArgumentOutOfRangeException(nameof(own), own, "A finding costs something of its own: a positive number.");
        }

        Own = own;
        SetUps = [.. setUps.ToArray().Distinct()];
    }

    /// <summary>What the finding costs once everything is set up; positive.</summary>
    public double Own { get; }

    /// <summary>What must be set up before, each paid once.</summary>
    public ImmutableArray<SetUp> SetUps { get; }

    /// <summary>What the finding costs where nothing is set up yet.</summary>
    public double Total => Own + SetUps.Sum(static s => s.Cost);

    /// <summary>A cost without any set-up.</summary>
    /// <param name="own">What the finding costs; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public static implicit operator LookingCost(double own) => FromDouble(own);

    /// <summary>A cost without any set-up.</summary>
    /// <param name="own">What the finding costs; positive.</param>
    /// <returns>The cost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public static LookingCost FromDouble(double own) => new(own);

    /// <summary>The sum and its parts, such as <c>30 (0.5, mri: 29.5)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Total} ({string.Join(", ", SetUps.Select(static s => s.ToString()).Prepend(FormattableString.Invariant($"{Own}")))})");
}
