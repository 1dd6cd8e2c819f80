using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace FitPriors;

/// <summary>The patients of a training set as plain columns.</summary>
internal sealed class TrainingData
{
    private readonly double[] _centres;
    private readonly double[] _scales;

    public TrainingData(Cohort train)
    {
        Variable @class = train.Network[VertebralColumn.Class];
        Classes = [.. Enumerable.Range(0, train.Count).Select(row => train.StateOf(@class, row))];
        Values = [.. VertebralColumn.Measurements.Select(m => train.ValuesOf(m).ToArray())];
        _centres = [.. Values.Select(static v => v.Average())];
        _scales = [.. Values.Select((v, m) => Math.Sqrt(v.Sum(x => (x - _centres[m]) * (x - _centres[m])) / v.Length))];
        Standard = [.. Values.Select((v, m) => v.Select(x => (x - _centres[m]) / _scales[m]).ToArray())];
    }

    public int Count => Classes.Length;

    public int[] Classes { get; }

    /// <summary>For each measurement the patients' values.</summary>
    public double[][] Values { get; }

    /// <summary>The same with mean 0 and standard deviation 1.</summary>
    public double[][] Standard { get; }

    /// <summary>One patient's values on the scale of <see cref="Standard"/>.</summary>
    public double[] Standardise(double[] values) => [.. values.Select((v, m) => (v - _centres[m]) / _scales[m])];
}
