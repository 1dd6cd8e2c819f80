using MathNet.Numerics.Distributions;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning;

/// <summary>What is expected of each rate that grades where its study is left out.</summary>
/// <remarks>Each draw of the chain counts by 1/p(study | all others, draw), which makes it one of the posterior without the study (Gelfand, Dey &amp; Chang
/// 1992). With B the study's block of C⁻¹ the left-out residual is B⁻¹·λ and its covariance B⁻¹; the weight of the rate's own deviation is
/// drawn anew. The mixture over draws gives the interval.</remarks>
internal sealed class LeftOutGrading
{
    private const int MostDraws = 500;

    private readonly double[][] _means;
    private readonly double[][] _deviations;
    private readonly double[][] _logWeights;

    public LeftOutGrading(GradingModel model, IReadOnlyList<GradingChain.State> states, GradingOptions options)
    {
        int n = model.Grading.Length;
        int step = Math.Max(1, states.Count / MostDraws);
        GradingChain.State[] kept = [.. states.Where((_, i) => i % step == 0)];
        _means = [.. Enumerable.Range(0, n).Select(_ => new double[kept.Length])];
        _deviations = [.. Enumerable.Range(0, n).Select(_ => new double[kept.Length])];
        _logWeights = [.. Enumerable.Range(0, n).Select(_ => new double[kept.Length])];
        Parallel.For(0, kept.Length, d => Predict(model, kept[d], options, new SeededRandom(options.Seed, d + 1), d));
    }

    /// <summary>The probability of a number below a given one, on the scale of comparison.</summary>
    public double ProbabilityBelow(int rate, double number)
    {
        double largest = _logWeights[rate].Max();
        double sum = 0;
        double below = 0;
        for (int d = 0; d < _logWeights[rate].Length; d++)
        {
            double weight = Math.Exp(_logWeights[rate][d] - largest);
            sum += weight;
            below += weight * Normal.CDF(_means[rate][d], _deviations[rate][d], number);
        }

        return below / sum;
    }

    /// <summary>The number below which a share lies, by bisection.</summary>
    public double Quantile(int rate, double share)
    {
        double low = _means[rate].Zip(_deviations[rate], static (m, s) => m - (10 * s)).Min();
        double high = _means[rate].Zip(_deviations[rate], static (m, s) => m + (10 * s)).Max();
        for (int step = 0; step < 40; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = ProbabilityBelow(rate, middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private void Predict(GradingModel model, GradingChain.State state, GradingOptions options, SeededRandom random, int draw)
    {
        double[] scales = [.. state.LogScales.Select(Math.Exp)];
        double[] tau = [.. state.LogTau.Select(Math.Exp)];
        WeightedBlock fresh = model.GradingBlock();
        state.Weights.CopyTo(fresh.Weights, 0);
        fresh.Refresh(model.GradingCovariance(scales, tau), tau);
        int n = fresh.Count;
        for (int first = 0; first < n;)
        {
            int count = model.Grading.Skip(first).TakeWhile(r => ReferenceEquals(r.Study, model.Grading[first].Study)).Count();
            var block = new double[count * count];
            for (int i = 0; i < count; i++)
            {
                fresh.Inverse.AsSpan(((first + i) * n) + first, count).CopyTo(block.AsSpan(i * count));
            }

            var factor = new Cholesky(block, count);
            double[] lambda = fresh.Lambda[first..(first + count)];
            double[] residuals = [.. lambda];
            factor.Solve(residuals);
            double logDensity = (factor.LogDeterminant - Cholesky.Dot(lambda, residuals)) / 2;
            double[] covariance = factor.Inverse();
            for (int i = 0; i < count; i++)
            {
                int rate = first + i;
                double weight = Math.Exp(random.NextLogGamma(options.DegreesOfFreedom / 2)) * 2 / options.DegreesOfFreedom;
                double variance = covariance[(i * count) + i] + fresh.OwnVariance(rate, tau, weight) - fresh.OwnVariance(rate, tau, state.Weights[rate]);
                _means[rate][draw] = model.Grading[rate].Rate.Estimate - residuals[i];
                _deviations[rate][draw] = Math.Sqrt(variance);
                _logWeights[rate][draw] = -logDensity;
            }

            first += count;
        }
    }
}
