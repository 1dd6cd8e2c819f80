using System.Numerics;

namespace SpineInference.Learning;

/// <summary>Σ weight·ttᵀ over the cases, for the scores t of all rows together.</summary>
/// <remarks>
/// <code>
/// for each batch of cases:   S = their scores, dense (cases × n)
///     for each i, in parallel:   information[i, 0 … i] += weight · S[case, i] · S[case, 0 … i]     case after case
/// </code>
/// Only the lower triangle is filled. An entry is summed in the order of the cases, whatever the threads.
/// </remarks>
internal static class CoupledScores
{
    private const int BatchSize = 128;

    /// <summary>Adds the cases' part of an information matrix.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="groupOf">For each parameter, 0 where it takes part, else -1.</param>
    /// <param name="place">For each parameter that takes part, its place.</param>
    /// <param name="n">How many take part.</param>
    /// <param name="scale">What every weight is multiplied by.</param>
    /// <param name="information">The matrix, n × n, row-major.</param>
    /// <param name="parallel">The largest number of threads, and what cancels it.</param>
    public static void Add(List<CaseScores> cases, int[] groupOf, int[] place, int n, double scale, double[] information, ParallelOptions parallel)
    {
        var scores = new double[Math.Min(BatchSize, cases.Count) * n];
        for (int start = 0; start < cases.Count; start += BatchSize)
        {
            int count = Math.Min(BatchSize, cases.Count - start);
            Array.Clear(scores);
            for (int i = 0; i < count; i++)
            {
                foreach ((int parameter, double score) in cases[start + i].Scores)
                {
                    if (groupOf[parameter] >= 0)
                    {
                        scores[(i * n) + place[parameter]] = score;
                    }
                }
            }

            int first = start;
            Parallel.For(0, n, parallel, row =>
            {
                Span<double> target = information.AsSpan(row * n, row + 1);
                for (int i = 0; i < count; i++)
                {
                    double score = scores[(i * n) + row];
                    if (score != 0)
                    {
                        AddScaled(target, scores.AsSpan(i * n, row + 1), scale * cases[first + i].Weight * score);
                    }
                }
            });
        }
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> addend, double factor)
    {
        var factors = new Vector<double>(factor);
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target[i..]) + (factors * new Vector<double>(addend[i..]))).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * addend[i];
        }
    }
}
