using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Moves one entry of a row and lets the others give way in proportion.</summary>
/// <remarks>
/// Entry k becomes x and every other entry j becomes θⱼ·(1 − x)/(1 − θₖ), so ratios among the others stay and zeros stay zeros. The
/// derivative along that line is ∂ₖ − Σ_{j≠k} ∂ⱼ·θⱼ/(1 − θₖ).
/// </remarks>
internal static class ProportionalChange
{
    /// <summary>The entries that can be moved: strictly between 0 and 1, of rows that are no definitions. Of a row with two such entries
    /// only the later one, since the other is its mirror image.</summary>
    public static IEnumerable<(ProbabilityRow Row, int State)> Entries(BayesianNetwork network)
    {
        foreach (ProbabilityRow row in network.Rows)
        {
            int positive = row.Probabilities.Count(static p => p > 0);
            bool skip = positive == 2;
            for (int s = 0; s < row.Length && !row.IsDefinition && positive > 1; s++)
            {
                if (row.Probabilities[s] > 0)
                {
                    if (!skip)
                    {
                        yield return (row, s);
                    }

                    skip = false;
                }
            }
        }
    }

    /// <summary>The derivative along the line.</summary>
    public static double Derivative(ProbabilityRow row, int state, ReadOnlySpan<double> gradient)
    {
        ReadOnlySpan<double> entries = gradient.Slice(row.ParameterOffset, row.Length);
        double others = 0;
        for (int s = 0; s < entries.Length; s++)
        {
            others += s == state ? 0 : entries[s] * row.Probabilities[s];
        }

        return entries[state] - (others / (1 - row.Probabilities[state]));
    }

    /// <summary>Writes the row as it is with the entry at a value.</summary>
    public static void Write(ProbabilityRow row, int state, double value, Span<double> parameters)
    {
        Span<double> entries = parameters.Slice(row.ParameterOffset, row.Length);
        double scale = (1 - value) / (1 - row.Probabilities[state]);
        for (int s = 0; s < entries.Length; s++)
        {
            entries[s] = s == state ? value : row.Probabilities[s] * scale;
        }
    }

    /// <summary>For each row the degree, in one of its entries moved so, of the polynomial P(evidence): how often it can enter one
    /// product.</summary>
    public static int[] Degrees(BayesianNetwork network)
    {
        var degrees = new int[network.Rows.Length];
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            if (distribution is ConditionalTable)
            {
                foreach (ProbabilityRow row in distribution.Rows)
                {
                    degrees[row.Index]++;
                }
            }
            else
            {
                // Each contributor proposes once in every configuration.
                foreach (NoisyMaxContributor contributor in ((NoisyMax)distribution).Contributors)
                {
                    foreach (ProbabilityRow? row in contributor.RowOfConfiguration.Distinct())
                    {
                        degrees[row?.Index ?? 0] += row is null ? 0 : 1;
                    }
                }
            }
        }

        return degrees;
    }
}
