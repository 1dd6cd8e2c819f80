namespace SpineInference.Engine.Inference.Execution;

/// <summary>A non-negative number m·2ᵉ with the precision of a double and a range no product of probabilities leaves.</summary>
/// <remarks>The mantissa is in [1, 2), or 0 with exponent 0. Slow: it stands in where a double underflows.</remarks>
internal readonly struct ScaledDouble
{
    private readonly double _mantissa;
    private readonly long _exponent;

    private ScaledDouble(double mantissa, long exponent)
    {
        if (mantissa == 0)
        {
            return;
        }

        int shift = Math.ILogB(mantissa);
        _mantissa = Math.ScaleB(mantissa, -shift);
        _exponent = exponent + shift;
    }

    /// <summary>Whether the number is exactly 0.</summary>
    public bool IsZero => _mantissa == 0;

    /// <summary>The natural logarithm; negative infinity for 0.</summary>
    public double Log => _mantissa == 0 ? double.NegativeInfinity : Math.Log(_mantissa) + (_exponent * 0.693147180559945309417);

    /// <summary>The number as a double; underflows to 0 and overflows to infinity.</summary>
    public double ToDouble() => Math.ScaleB(_mantissa, (int)Math.Clamp(_exponent, -5000, 5000));

    public static implicit operator ScaledDouble(double number) => new(number, 0);

    public static ScaledDouble operator *(ScaledDouble x, ScaledDouble y) => new(x._mantissa * y._mantissa, x._exponent + y._exponent);

    public static ScaledDouble operator /(ScaledDouble x, ScaledDouble y) => new(x._mantissa / y._mantissa, x._exponent - y._exponent);

    public static ScaledDouble operator +(ScaledDouble x, ScaledDouble y)
    {
        if (x._mantissa == 0 || y._mantissa == 0)
        {
            return x._mantissa == 0 ? y : x;
        }

        if (x._exponent < y._exponent)
        {
            (x, y) = (y, x);
        }

        long shift = y._exponent - x._exponent;
        return shift < -120 ? x : new ScaledDouble(x._mantissa + Math.ScaleB(y._mantissa, (int)shift), x._exponent);
    }

    /// <summary>The larger of two numbers.</summary>
    public static ScaledDouble Max(ScaledDouble x, ScaledDouble y) => x.CompareTo(y) >= 0 ? x : y;

    /// <summary>Orders by size.</summary>
    public int CompareTo(ScaledDouble other)
    {
        if (IsZero || other.IsZero)
        {
            return _mantissa.CompareTo(other._mantissa);
        }

        int order = _exponent.CompareTo(other._exponent);
        return order != 0 ? order : _mantissa.CompareTo(other._mantissa);
    }
}
