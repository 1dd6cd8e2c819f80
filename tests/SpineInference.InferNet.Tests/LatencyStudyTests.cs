using SpineInference.Samples;

namespace SpineInference.InferNet.Tests;

public sealed class LatencyStudyTests
{
    [Fact]
    public void Run_SimulatedStudy_FindsMeansAndOffsets()
    {
        LatencyStudy.Result result = LatencyStudy.Run(patients: 600, seed: 7);

        // The first laboratory is the reference, so that means and offsets share no constant.
        Assert.Equal(0, result.Offsets[0].GetMean(), 0.01);
        for (int s = 0; s < LatencyStudy.TrueMeans.Length; s++)
        {
            Assert.Equal(LatencyStudy.TrueMeans[s], result.Means[s].GetMean(), 0.4);
        }

        for (int s = 1; s < LatencyStudy.TrueOffsets.Length; s++)
        {
            Assert.Equal(LatencyStudy.TrueOffsets[s], result.Offsets[s].GetMean(), 0.4);
        }

        Assert.InRange(result.Deviation, 0.5, 0.75);
        Assert.True(result.WithLatency.Average() > result.Findings.Average() + 0.02, $"true state: {result.Findings.Average():F2} -> {result.WithLatency.Average():F2}");
        double[] late = result.LikelihoodsOf(3.4, site: 3);
        Assert.True(late[2] > 10 * late[0], $"{late[2]} against {late[0]}");
    }
}
