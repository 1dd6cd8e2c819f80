using SpineInference.Engine.Reasoning;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Beliefs;

public sealed class VectorsTests
{
    [Fact]
    public void Dot_EveryLength_IsTheSumOfProducts()
    {
        for (int length = 0; length < 70; length++)
        {
            float[] x = Numbers(length, 1);
            float[] y = Numbers(length, 2);
            Assert.Equal(x.Zip(y, static (a, b) => (double)a * b).Sum(), Vectors.Dot(x, y), 2e-5);
        }
    }

    [Fact]
    public void Add_EveryLength_AddsToEveryNumber()
    {
        for (int length = 0; length < 70; length++)
        {
            float[] x = Numbers(length, 3);
            float[] y = Numbers(length, 4);
            float[] expected = [.. x.Zip(y, static (a, b) => b + (0.75f * a))];
            Vectors.Add(0.75f, x, y);
            Assert.Equal(expected, y);
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
