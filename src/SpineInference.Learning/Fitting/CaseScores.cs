using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The score of one case in the softmax parameters of the learned rows, where it is not 0.</summary>
/// <param name="Weight">The case's weight.</param>
/// <param name="Scores">Parameter and score, in order.</param>
/// <param name="PartialRows">Rows whose counts are not whole numbers.</param>
internal sealed record CaseScores(double Weight, (int Parameter, double Score)[] Scores, int[] PartialRows)
{
    public static CaseScores From(double[] counts, double[] parameters, ProbabilityRow[] rows, double weight, double whole)
    {
        var scores = new List<(int, double)>();
        var partial = new List<int>();
        foreach (ProbabilityRow row in rows)
        {
            ReadOnlySpan<double> own = counts.AsSpan(row.ParameterOffset, row.Length);
            double total = 0;
            bool isWhole = true;
            foreach (double count in own)
            {
                total += count;
                isWhole &= Math.Abs(count - Math.Round(count)) <= whole;
            }

            if (!isWhole)
            {
                partial.Add(row.Index);
            }

            if (total <= 1e-12)
            {
                continue;
            }

            for (int s = 0; s < own.Length; s++)
            {
                double score = own[s] - (parameters[row.ParameterOffset + s] * total);
                if (Math.Abs(score) > 1e-12)
                {
                    scores.Add((row.ParameterOffset + s, score));
                }
            }
        }

        return new CaseScores(weight, [.. scores], [.. partial]);
    }
}
