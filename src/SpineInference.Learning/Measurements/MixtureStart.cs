using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Breaks the symmetry of a mixture: each state of a hidden parent begins around a patient drawn by chance.</summary>
/// <remarks>log density of state s = −½ Σ (z − cₛ)² over what is known, with c drawn as in k-means++: each next centre with probability
/// proportional to the squared distance to the nearest so far.</remarks>
internal sealed class MixtureStart
{
    private const int MostCandidates = 4096;

    private readonly MeasurementModel _model;
    private readonly Dictionary<int, double[][]> _centres = [];

    public MixtureStart(MeasurementModel model, IEnumerable<PreparedBlock> blocks, int seed)
    {
        _model = model;
        var random = new Random(seed);
        List<double[]> candidates = Candidates(blocks);
        foreach (Variable parent in model.Parents)
        {
            _centres[parent.Index] = Draw(candidates, parent.StateCount, random);
        }
    }

    public bool AddLogs(int parent, int row, double[] values, double[] logs)
    {
        double[] z = Standard(values);
        for (int s = 0; s < logs.Length; s++)
        {
            logs[s] -= 0.5 * Distance(z, _centres[parent][s]);
        }

        return true;
    }

    private static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (int m = 0; m < a.Length; m++)
        {
            double difference = a[m] - b[m];
            sum += double.IsNaN(difference) ? 0 : difference * difference;
        }

        return sum;
    }

    private static double[][] Draw(List<double[]> candidates, int count, Random random)
    {
        var centres = new double[count][];
        var nearest = new double[candidates.Count];
        Array.Fill(nearest, 1);
        for (int s = 0; s < count; s++)
        {
            double target = random.NextDouble() * nearest.Sum();
            int chosen = 0;
            while (chosen < candidates.Count - 1 && (target -= nearest[chosen]) > 0)
            {
                chosen++;
            }

            centres[s] = candidates[chosen];
            for (int i = 0; i < nearest.Length; i++)
            {
                double distance = Distance(candidates[i], centres[s]);
                nearest[i] = s == 0 ? distance : Math.Min(nearest[i], distance);
            }
        }

        return centres;
    }

    private List<double[]> Candidates(IEnumerable<PreparedBlock> blocks)
    {
        var candidates = new List<double[]>();
        var values = new double[_model.Measurements.Length];
        foreach (PreparedBlock block in blocks)
        {
            for (int row = 0; row < block.Cohort.Count && candidates.Count < MostCandidates; row++)
            {
                block.FillValues(row, values);
                candidates.Add(Standard(values));
            }

            if (candidates.Count == MostCandidates)
            {
                break;
            }
        }

        return candidates;
    }

    private double[] Standard(double[] values) =>
        [.. values.Select((v, m) => (v - _model.Measurements[m].Centre) / _model.Measurements[m].Scale)];
}
