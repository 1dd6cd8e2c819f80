using System.Numerics;

namespace SpineInference.Testing;

/// <summary>An exact number m·2ᵉ: every double is one, and so are their sums, differences and products.</summary>
internal readonly record struct DyadicNumber(BigInteger Mantissa, int Exponent)
{
    public bool IsZero => Mantissa.IsZero;

    public static DyadicNumber One { get; } = new(1, 0);

    public static DyadicNumber Zero { get; } = new(0, 0);

    public static implicit operator DyadicNumber(double number)
    {
        long bits = BitConverter.DoubleToInt64Bits(number);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = (bits & 0xFFFFFFFFFFFFFL) | (exponent == 0 ? 0 : 1L << 52);
        return new(number < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    public static DyadicNumber operator *(DyadicNumber x, DyadicNumber y) => new(x.Mantissa * y.Mantissa, x.Exponent + y.Exponent);

    public static DyadicNumber operator +(DyadicNumber x, DyadicNumber y)
    {
        if (x.IsZero || y.IsZero)
        {
            return x.IsZero ? y : x;
        }

        int exponent = Math.Min(x.Exponent, y.Exponent);
        return new((x.Mantissa << (x.Exponent - exponent)) + (y.Mantissa << (y.Exponent - exponent)), exponent);
    }

    public static DyadicNumber operator -(DyadicNumber x, DyadicNumber y) => x + new DyadicNumber(-y.Mantissa, y.Exponent);

    /// <summary>The quotient as a double, to its last bit or nearly.</summary>
    public static double operator /(DyadicNumber x, DyadicNumber y)
    {
        if (x.IsZero)
        {
            return 0;
        }

        int shift = Math.Max(0, 80 + (int)y.Mantissa.GetBitLength() - (int)x.Mantissa.GetBitLength());
        BigInteger quotient = (x.Mantissa << shift) / y.Mantissa;
        int excess = Math.Max(0, (int)quotient.GetBitLength() - 80);
        return Math.ScaleB((double)(quotient >> excess), x.Exponent - y.Exponent - shift + excess);
    }

    /// <summary>The natural logarithm.</summary>
    public double Log() => IsZero ? double.NegativeInfinity : BigInteger.Log(Mantissa) + (Exponent * Math.Log(2));
}
