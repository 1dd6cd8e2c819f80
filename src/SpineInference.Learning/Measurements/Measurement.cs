using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>A continuous measurement: normal given a discrete parent, and linear in other measurements where stated.</summary>
/// <remarks>
/// <para>Given each state of the parent it has its own intercept, slopes and variance (conditional linear Gaussian), each with a
/// Normal–inverse-Gamma distribution. A measurement none of whose own values, or not all of whose regressors, are known says nothing of
/// its parent. A parent that is not always observed makes a mixture.</para>
/// <para>Source: Koller &amp; Friedman 2009, sections 5.5 and 17.2. Immutable.</para>
/// </remarks>
public sealed record Measurement
{
    /// <summary>Describes a measurement.</summary>
    /// <param name="name">The name: that of the cohort's column.</param>
    /// <param name="parent">The name of the discrete parent.</param>
    /// <param name="regressors">Names of measurements, listed before this one, that it is linear in.</param>
    public Measurement(string name, string parent, params ReadOnlySpan<string> regressors)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(parent);
        Name = name;
        Parent = parent;
        Regressors = [.. regressors];
    }

    /// <summary>The name: that of the cohort's column.</summary>
    public string Name { get; }

    /// <summary>The name of the discrete parent.</summary>
    public string Parent { get; }

    /// <summary>Names of measurements, listed before this one, that it is linear in; may be empty.</summary>
    public ImmutableArray<string> Regressors { get; }

    /// <summary>The value that becomes 0 on the standard scale; NaN to take the cohort's weighted mean.</summary>
    public double Centre { get; init; } = double.NaN;

    /// <summary>The difference that becomes 1 on the standard scale, positive; NaN to take the cohort's weighted standard deviation.</summary>
    public double Scale { get; init; } = double.NaN;

    /// <summary>What is believed before the data.</summary>
    public MeasurementPrior Prior { get; init; } = MeasurementPrior.Default;

    /// <summary>Whether both describe the same, entry by entry.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they do.</returns>
    public bool Equals(Measurement? other) => other is not null && Name == other.Name && Parent == other.Parent
        && Regressors.SequenceEqual(other.Regressors) && Centre.Equals(other.Centre) && Scale.Equals(other.Scale) && Prior == other.Prior;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Parent, Regressors.Length, Centre, Scale, Prior);

    /// <summary>As <c>name | parent, regressor, …</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} | {string.Join(", ", Regressors.Prepend(Parent))}";
}
