namespace SpineInference.Engine.Reasoning;

/// <summary>An interval that holds a stated share of what is believed of a number.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Mass">The share, in (0, 1).</param>
public readonly record struct CredibleInterval(double Lower, double Upper, double Mass)
{
    /// <summary>Upper less lower end.</summary>
    public double Width => Upper - Lower;

    /// <summary>The ends, as <c>0.41 to 0.83 (90 %)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Lower:0.00} to {Upper:0.00} ({100 * Mass:0.#} %)");
}
