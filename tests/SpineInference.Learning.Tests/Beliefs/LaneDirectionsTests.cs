using SpineInference.Engine.Reasoning;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Beliefs;

public sealed class LaneDirectionsTests
{
    private const int Lanes = DrawStreams.Lanes;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public void Shrink_UnitVectors_HasTheCovarianceOfTheBelief(int count)
    {
        (float[][] directions, double[] narrowing) = Orthonormal(count, Lanes);
        var lanes = new LaneDirections(new NarrowedDirections(narrowing, directions), [.. Enumerable.Range(0, Lanes).Select(DrawnNumber.Of)]);
        var z = new float[Lanes * Lanes];
        for (int i = 0; i < Lanes; i++)
        {
            z[(i * Lanes) + i] = 1;
        }

        lanes.Shrink(z, wide: true, new float[lanes.ScratchLength]);

        // A·Aᵀ = I − U·Λ·Uᵀ.
        for (int i = 0; i < Lanes; i++)
        {
            for (int j = 0; j < Lanes; j++)
            {
                double expected = (i == j ? 1 : 0) - Enumerable.Range(0, count).Sum(k => narrowing[k] * directions[k][i] * directions[k][j]);
                Assert.Equal(expected, Enumerable.Range(0, Lanes).Sum(l => (double)z[(i * Lanes) + l] * z[(j * Lanes) + l]), 2e-6);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Shrink_WithAndWithoutVectors_IsTheSameToTheLastBit(int count)
    {
        (float[][] directions, double[] narrowing) = Orthonormal(count, 50);
        for (int k = 0; k < count; k++)
        {
            // Zeros in some of four directions, and in all.
            Array.Clear(directions[k], k, 11);
            Array.Clear(directions[k], 30, 5);
        }

        var lanes = new LaneDirections(new NarrowedDirections(narrowing, directions), [.. Enumerable.Range(0, 50).Select(DrawnNumber.Of)]);
        var wide = new float[50 * Lanes];
        DrawStreams.Fill(1, 0, true, wide);
        float[] plain = [.. wide];
        lanes.Shrink(wide, wide: true, new float[lanes.ScratchLength]);
        lanes.Shrink(plain, wide: false, new float[lanes.ScratchLength]);

        Assert.Equal(plain.Select(BitConverter.SingleToUInt32Bits), wide.Select(BitConverter.SingleToUInt32Bits));
    }

    private static (float[][] Directions, double[] Narrowing) Orthonormal(int count, int length)
    {
        var random = new SeededRandom(6);
        var all = new List<double[]>();
        for (int k = 0; k < count; k++)
        {
            double[] direction = [.. Enumerable.Range(0, length).Select(_ => random.NextNormal())];
            foreach (double[] before in all)
            {
                double along = before.Zip(direction, static (x, y) => x * y).Sum();
                direction = [.. direction.Zip(before, (x, y) => x - (along * y))];
            }

            double size = Math.Sqrt(direction.Sum(static x => x * x));
            all.Add([.. direction.Select(x => x / size)]);
        }

        return ([.. all.Select(static d => d.Select(static x => (float)x).ToArray())], [.. Enumerable.Range(1, count).Select(k => k / (count + 0.5))]);
    }
}
