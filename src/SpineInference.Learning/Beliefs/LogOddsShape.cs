using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>F: how standard normal errors move the log-odds of a network's entries, and the way back of gradients.</summary>
/// <remarks>Errors are numbered: first those of the entries that may move, then the common ones.</remarks>
internal sealed class LogOddsShape
{
    private readonly bool[] _free;

    public LogOddsShape(
        BayesianNetwork network, ImmutableArray<int> entries, ImmutableArray<double> deviations, ImmutableArray<CommonError> commonErrors, ImmutableHashSet<int> judged)
    {
        Entries = entries;
        Deviations = deviations;
        CommonErrors = commonErrors;
        Judged = judged;
        _free = new bool[network.Rows.Length];
        var rowOf = new int[entries.Length];
        var owner = new int[network.Parameters.Length];
        foreach (ProbabilityRow row in network.Rows)
        {
            Array.Fill(owner, row.Index, row.ParameterOffset, row.Length);
        }

        for (int i = 0; i < rowOf.Length; i++)
        {
            rowOf[i] = owner[entries[i]];
            _free[rowOf[i]] = true;
        }

        foreach (int entry in commonErrors.SelectMany(static e => e.Parameters))
        {
            _free[owner[entry]] = true;
        }

        RowOf = [.. rowOf];
    }

    /// <summary>The entries with an error of their own, by place in the parameter vector, ascending.</summary>
    public ImmutableArray<int> Entries { get; }

    /// <summary>The row of each such entry.</summary>
    public ImmutableArray<int> RowOf { get; }

    /// <summary>Their standard deviations.</summary>
    public ImmutableArray<double> Deviations { get; }

    public ImmutableArray<CommonError> CommonErrors { get; }

    public ImmutableHashSet<int> Judged { get; }

    public int ErrorCount => Entries.Length + CommonErrors.Length;

    public static LogOddsShape Of(LogOddsPrior prior)
    {
        int[] entries = [.. Enumerable.Range(0, prior.Deviations.Length).Where(j => prior.Deviations[j] > 0)];
        return new(prior.Network, [.. entries], [.. entries.Select(j => prior.Deviations[j])], prior.CommonErrors, prior.Judged);
    }

    /// <summary>Whether a row may move.</summary>
    public bool IsFree(int row) => _free[row];

    /// <summary>Fᵀ·x.</summary>
    public double[] ToErrors(ReadOnlySpan<double> eta)
    {
        var errors = new double[ErrorCount];
        for (int i = 0; i < Entries.Length; i++)
        {
            errors[i] = Deviations[i] * eta[Entries[i]];
        }

        for (int c = 0; c < CommonErrors.Length; c++)
        {
            double sum = 0;
            foreach (int j in CommonErrors[c].Parameters)
            {
                sum += eta[j];
            }

            errors[Entries.Length + c] = CommonErrors[c].StandardDeviation * sum;
        }

        return errors;
    }

    /// <summary>A derivative by the entries, each alone, as one by their η: θⱼ·(gⱼ − Σ θ·g) of the row.</summary>
    public double[] ByEta(BayesianNetwork network, ReadOnlySpan<double> gradient)
    {
        var eta = new double[gradient.Length];
        foreach (ProbabilityRow row in network.Rows)
        {
            if (!_free[row.Index])
            {
                continue;
            }

            double mean = 0;
            for (int s = 0; s < row.Length; s++)
            {
                mean += row.Probabilities[s] * gradient[row.ParameterOffset + s];
            }

            for (int s = 0; s < row.Length; s++)
            {
                eta[row.ParameterOffset + s] = row.Probabilities[s] * (gradient[row.ParameterOffset + s] - mean);
            }
        }

        return eta;
    }
}
