namespace SpineInference.Learning;

/// <summary>The area under the curve of an ordered variable between two conditions.</summary>
/// <remarks>With pᵢ = P(state i | given) and qᵢ = P(state i | against): A = Σᵢ pᵢ·(Σⱼ₍ⱼ₌₀…ᵢ₋₁₎ qⱼ + qᵢ/2), the probability that someone of
/// the first group stands higher than someone of the second. ∂A = Σᵢ Bᵢ·∂pᵢ + Σⱼ Aⱼ·∂qⱼ with Bᵢ the share of the second group below i, Aⱼ that of
/// the first above j, ties counted half. Source: Hanley &amp; McNeil 1982.</remarks>
internal static class AreaUnderCurve
{
    /// <summary>The log-odds of the area.</summary>
    /// <param name="places">The places of its cells.</param>
    /// <param name="logs">Log probabilities of all cases.</param>
    /// <param name="gradients">Their derivatives; <see langword="null"/> if not asked for.</param>
    /// <param name="row">Takes the derivative of the log-odds.</param>
    public static double LogOdds(RateCases.Places places, double[] logs, double[][]? gradients, Span<double> row)
    {
        (double[] p, double[] q) = Shares(places, logs);
        double[] below = Below(q);
        double area = p.Zip(below, static (a, b) => a * b).Sum();
        if (gradients is not null)
        {
            double slope = 1 / (area * (1 - area));
            double pSum = p.Sum();
            double[] belowFirst = Below(p);
            for (int i = 0; i < p.Length; i++)
            {
                Add(slope * p[i] * below[i], gradients[Math.Max(0, places.Cells[i].Joint)], gradients[places.Given], row);
                Add(slope * q[i] * (pSum - belowFirst[i]), gradients[Math.Max(0, places.Cells[i].Other)], gradients[places.Against], row);
            }
        }

        return Math.Log(area / (1 - area));
    }

    /// <summary>Why the network cannot say it, or <see langword="null"/>.</summary>
    public static string? FaultOf(RateCases.Places places, double[] logs)
    {
        if (double.IsNegativeInfinity(logs[places.Given]) || double.IsNegativeInfinity(logs[places.Against]))
        {
            return "one of its groups has probability 0 in the network. It is of a population that the network does not have: leave it out.";
        }

        double area = LogOdds(places, logs, null, []);
        return double.IsFinite(area) ? null : "the network parts its groups wholly, or wholly the wrong way, by definition; no number can follow the study.";
    }

    private static (double[] First, double[] Second) Shares(RateCases.Places places, double[] logs) =>
        ([.. places.Cells.Select(c => Math.Exp(logs[c.Joint] - logs[places.Given]))], [.. places.Cells.Select(c => Math.Exp(logs[c.Other] - logs[places.Against]))]);

    // For each state, the share that stands lower, ties counted half.
    private static double[] Below(double[] shares)
    {
        var below = new double[shares.Length];
        double sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            below[i] = sum + (shares[i] / 2);
            sum += shares[i];
        }

        return below;
    }

    // A share that is 0 stays so, and has no derivative.
    private static void Add(double factor, double[] upper, double[] lower, Span<double> row)
    {
        for (int j = 0; factor != 0 && j < row.Length; j++)
        {
            row[j] += factor * (upper[j] - lower[j]);
        }
    }
}
