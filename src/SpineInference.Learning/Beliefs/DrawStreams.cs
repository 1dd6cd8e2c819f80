using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning;

/// <summary>Standard normal numbers for sixteen draws at a time, every draw with a sequence of its own.</summary>
/// <remarks>xoshiro128++ seeded by SplitMix64 (Blackman &amp; Vigna 2021, <i>Scrambled linear pseudorandom number generators</i>): number i of a draw depends on the
/// seed, the draw and i alone.</remarks>
internal static class DrawStreams
{
    /// <summary>How many draws stand side by side.</summary>
    public const int Lanes = ParameterDraws.LaneCount;

    // So many numbers of each draw are made before they are bent, so that they stay near.
    private const int Chunk = 64;

    // SeededRandom begins its sequences with the same seed and number; these are others.
    private const ulong Salt = 0x6C6F67206F646473;

    /// <summary>Fills with numbers: number i of draw <paramref name="first"/> + lane stands at i·<see cref="Lanes"/> + lane.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The first draw.</param>
    /// <param name="wide">Whether vectors are used; the numbers are the same.</param>
    /// <param name="numbers">Receives them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(int seed, int first, bool wide, Span<float> numbers)
    {
        Span<uint> state = stackalloc uint[4 * Lanes];
        Begin(seed, first, state);
        for (int start = 0; start < numbers.Length; start += Chunk * Lanes)
        {
            Span<float> chunk = numbers.Slice(start, Math.Min(Chunk * Lanes, numbers.Length - start));
            Span<uint> bits = MemoryMarshal.Cast<float, uint>(chunk);
            if (wide)
            {
                for (int lane = 0; lane < Lanes; lane += Vector<uint>.Count)
                {
                    NextWide(state, lane, bits);
                }

                for (int i = 0; i < chunk.Length; i += Vector<float>.Count)
                {
                    LaneMath.Normal(new Vector<uint>(bits[i..])).CopyTo(chunk[i..]);
                }

                continue;
            }

            for (int lane = 0; lane < Lanes; lane++)
            {
                Next(state, lane, bits);
            }

            for (int i = 0; i < chunk.Length; i++)
            {
                chunk[i] = LaneMath.Normal(bits[i]);
            }
        }
    }

    /// <summary>Fills with some of the numbers: number <paramref name="chosen"/>[j] of draw <paramref name="first"/> + lane stands at j·<see cref="Lanes"/> + lane.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The first draw.</param>
    /// <param name="wide">Whether vectors are used; the numbers are the same.</param>
    /// <param name="chosen">Which, ascending.</param>
    /// <param name="numbers">Receives them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(int seed, int first, bool wide, ReadOnlySpan<int> chosen, Span<float> numbers)
    {
        Span<uint> state = stackalloc uint[4 * Lanes];
        Span<uint> bits = stackalloc uint[Chunk * Lanes];
        Begin(seed, first, state);
        for (int start = 0, j = 0; j < chosen.Length; start += Chunk)
        {
            for (int lane = 0; lane < Lanes; lane += wide ? Vector<uint>.Count : 1)
            {
                if (wide)
                {
                    NextWide(state, lane, bits);
                }
                else
                {
                    Next(state, lane, bits);
                }
            }

            for (; j < chosen.Length && chosen[j] < start + Chunk; j++)
            {
                ReadOnlySpan<uint> own = bits.Slice((chosen[j] - start) * Lanes, Lanes);
                Span<float> bent = numbers.Slice(j * Lanes, Lanes);
                for (int lane = 0; lane < Lanes; lane += wide ? Vector<uint>.Count : 1)
                {
                    if (wide)
                    {
                        LaneMath.Normal(new Vector<uint>(own[lane..])).CopyTo(bent[lane..]);
                    }
                    else
                    {
                        bent[lane] = LaneMath.Normal(own[lane]);
                    }
                }
            }
        }
    }

    private static void Begin(int seed, int first, Span<uint> state)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            ulong mix = (((ulong)(uint)seed << 32) | (uint)(first + lane)) ^ Salt;
            ulong low = SplitMix64.Draw(ref mix);
            ulong high = SplitMix64.Draw(ref mix);
            state[lane] = (uint)low;
            state[Lanes + lane] = (uint)(low >> 32);
            state[(2 * Lanes) + lane] = (uint)high;
            state[(3 * Lanes) + lane] = (uint)(high >> 32);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NextWide(Span<uint> state, int lane, Span<uint> bits)
    {
        Vector<uint> a = new(state[lane..]);
        Vector<uint> b = new(state[(Lanes + lane)..]);
        Vector<uint> c = new(state[((2 * Lanes) + lane)..]);
        Vector<uint> d = new(state[((3 * Lanes) + lane)..]);
        for (int i = lane; i < bits.Length; i += Lanes)
        {
            Vector<uint> sum = a + d;
            (((sum << 7) | (sum >>> 25)) + a).CopyTo(bits[i..]);
            Vector<uint> t = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = (d << 11) | (d >>> 21);
        }

        a.CopyTo(state[lane..]);
        b.CopyTo(state[(Lanes + lane)..]);
        c.CopyTo(state[((2 * Lanes) + lane)..]);
        d.CopyTo(state[((3 * Lanes) + lane)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Next(Span<uint> state, int lane, Span<uint> bits)
    {
        uint a = state[lane];
        uint b = state[Lanes + lane];
        uint c = state[(2 * Lanes) + lane];
        uint d = state[(3 * Lanes) + lane];
        for (int i = lane; i < bits.Length; i += Lanes)
        {
            bits[i] = BitOperations.RotateLeft(a + d, 7) + a;
            uint t = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = BitOperations.RotateLeft(d, 11);
        }

        state[lane] = a;
        state[Lanes + lane] = b;
        state[(2 * Lanes) + lane] = c;
        state[(3 * Lanes) + lane] = d;
    }
}
