using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Reasoning;

/// <summary>Random numbers that are the same for a seed on every machine and in every version of the runtime.</summary>
/// <remarks>xoshiro256++ seeded by SplitMix64. Source: Blackman &amp; Vigna 2021, <i>Scrambled linear pseudorandom number
/// generators</i>. Not safe for concurrent use.</remarks>
public sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Starts a sequence; different streams of one seed are independent.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which of the seed's sequences.</param>
    public SeededRandom(int seed, int stream = 0)
    {
        ulong state = ((ulong)(uint)seed << 32) | (uint)stream;
        _a = SplitMix64.Draw(ref state);
        _b = SplitMix64.Draw(ref state);
        _c = SplitMix64.Draw(ref state);
        _d = SplitMix64.Draw(ref state);
    }

    /// <summary>Uniform on the open interval (0, 1).</summary>
    /// <returns>The number.</returns>
    public double NextUniform() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by the polar method of Marsaglia.</summary>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double NextNormal()
    {
        while (true)
        {
            double x = (2 * NextUniform()) - 1;
            double y = (2 * NextUniform()) - 1;
            double r = (x * x) + (y * y);
            if (r is < 1 and > 0)
            {
                return x * Math.Sqrt(-2 * Math.Log(r) / r);
            }
        }
    }

    /// <summary>The logarithm of a Gamma(shape, 1) number; the number itself underflows for small shapes.</summary>
    /// <param name="shape">The shape; positive.</param>
    /// <returns>The logarithm of the number.</returns>
    /// <remarks>Marsaglia &amp; Tsang 2000, <i>A simple method for generating gamma variables</i>; below shape 1,
    /// Gamma(a) = Gamma(a + 1)·U^(1/a).</remarks>
    public double NextLogGamma(double shape)
    {
        double boost = 0;
        if (shape < 1)
        {
            boost = Math.Log(NextUniform()) / shape;
            shape++;
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            double u = NextUniform();
            if (u < 1 - (0.0331 * x * x * x * x) || Math.Log(u) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
            {
                return Math.Log(d * v) + boost;
            }
        }
    }

    /// <summary>A state drawn from a probability vector.</summary>
    /// <param name="probabilities">Not negative, with sum 1; at least one entry.</param>
    /// <returns>The index of a state whose probability is not 0.</returns>
    public int NextState(ReadOnlySpan<double> probabilities)
    {
        double u = NextUniform();
        int last = 0;
        for (int s = 0; s < probabilities.Length; s++)
        {
            if (probabilities[s] > 0)
            {
                last = s;
                u -= probabilities[s];
                if (u < 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    private ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        ulong t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }
}
