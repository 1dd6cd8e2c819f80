using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>A row of a cohort as the flat likelihoods an engine takes.</summary>
internal static class RowEvidence
{
    /// <summary>The likelihoods of every state of every variable.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="row">The row.</param>
    /// <param name="measurements">What the row's measurements say of their parents, or null.</param>
    /// <param name="hidden">A variable whose state is kept back, or null.</param>
    /// <param name="logScale">What to add to log P of the likelihoods.</param>
    public static double[] Likelihoods(Cohort cohort, int row, MeasurementModel? measurements, Variable? hidden, out double logScale)
    {
        BayesianNetwork network = cohort.Network;
        var likelihoods = new double[network.Variables.Sum(static v => v.StateCount)];
        logScale = 0;
        int offset = 0;
        double[] values = measurements is null ? [] : [.. measurements.Measurements.Select(m => cohort.ValuesOf(m.Name)[row])];
        foreach (Variable variable in network.Variables)
        {
            Span<double> own = likelihoods.AsSpan(offset, variable.StateCount);
            offset += variable.StateCount;
            bool isMeasured = measurements is not null && measurements.AddLogDensities(variable.Index, values, own, isExpected: false);
            short[]? states = variable == hidden ? null : cohort.StateColumn(variable.Index);
            double[]? soft = variable == hidden ? null : cohort.LikelihoodColumn(variable.Index);
            for (int s = 0; s < own.Length; s++)
            {
                double known = states is not null ? (states[row] < 0 || states[row] == s ? 1 : 0)
                    : soft is not null ? soft[(s * cohort.Count) + row] : 1;
                own[s] = isMeasured ? own[s] + Math.Log(known) : known;
            }

            logScale += isMeasured ? MeasurementModel.ToLikelihoods(own) : 0;
        }

        return likelihoods;
    }
}
