namespace FitPriors;

/// <summary>A bent scale: asinh(value / width), which is straight near 0 and logarithmic beyond the width on either side.</summary>
/// <param name="Width">Where the bend begins, in the measurement's unit; infinity for a straight scale.</param>
internal readonly record struct Bend(double Width)
{
    public static Bend None { get; } = new(double.PositiveInfinity);

    /// <summary>The value on the bent scale.</summary>
    public double Apply(double value) => double.IsInfinity(Width) ? value : Math.Asinh(value / Width);

    /// <summary>The logarithm of the bent scale's slope: what a density on it is multiplied by.</summary>
    public double LogSlope(double value) => double.IsInfinity(Width) ? 0 : -0.5 * Math.Log((value * value) + (Width * Width));

    public override string ToString() => double.IsInfinity(Width) ? "straight scale" : FormattableString.Invariant($"scale bent beyond {Width}");
}
