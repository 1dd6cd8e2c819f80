using SpineInference.Engine.Reasoning;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Beliefs;

public sealed class VectorsTests
{
    [Fact]
    public void Dots_EveryLengthAndCount_AreDotsOfOneToTheLastBit()
    {
        for (int length = 0; length < 70; length++)
        {
            float[] x = Numbers(length, 1);
            for (int count = 0; count < 10; count++)
            {
                float[] ys = Numbers(count * length, 2);
                var sums = new float[count];
                Vectors.Dots(x, ys, sums);
                Assert.Equal(Enumerable.Range(0, count).Select(i => Vectors.Dot(x, ys.AsSpan(i * length, length))), sums);
            }
        }
    }

    [Fact]
    public void AddAll_EveryLength_AddsOneAfterTheOtherToTheLastBit()
    {
        for (int length = 0; length < 70; length++)
        {
            float[][] xs = [.. Enumerable.Range(0, Vectors.Together).Select(i => Numbers(length, 3 + i))];
            float[] factors = Numbers(3 * Vectors.Together, 9);
            float[] expected = Numbers(length, 10);
            float[] y = [.. expected];
            for (int i = 0; i < xs.Length; i++)
            {
                Vectors.Add(factors[3 * i], xs[i], expected);
            }

            Vectors.AddAll(factors, 3, xs, y);

            Assert.Equal(expected, y);
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
