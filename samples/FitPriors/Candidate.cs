using SpineInference.Learning;

namespace FitPriors;

/// <summary>One way a measurement may come about: which classes it tells apart, what it is linear in, how its scale is bent, and what noise
/// is expected; learned from patients of known class.</summary>
/// <remarks>With labels and without gaps the evidence is closed: by the chain rule, each patient is predicted from those before.</remarks>
internal sealed class Candidate
{
    private readonly int[] _groupOfClass;
    private readonly int[] _regressors;
    private readonly Bend _bend;
    private readonly double _centre;
    private readonly double _scale;
    private readonly LinearGaussian[] _beliefs;

    /// <summary>Learns it.</summary>
    /// <param name="data">The patients to learn from.</param>
    /// <param name="measurement">Which measurement, from 0.</param>
    /// <param name="groupOfClass">For each class its group, from 0; classes of one group are not told apart.</param>
    /// <param name="regressors">Measurements before it that it is linear in.</param>
    /// <param name="bend">How its scale is bent.</param>
    /// <param name="prior">What is believed before the data, on the standard scale.</param>
    public Candidate(TrainingData data, int measurement, int[] groupOfClass, int[] regressors, Bend bend, MeasurementPrior prior)
    {
        _groupOfClass = groupOfClass;
        _regressors = regressors;
        _bend = bend;
        double[] values = [.. data.Values[measurement].Select(bend.Apply)];
        _centre = values.Average();
        _scale = Math.Sqrt(values.Sum(v => (v - _centre) * (v - _centre)) / values.Length);
        _beliefs = [.. Enumerable.Range(0, groupOfClass.Max() + 1).Select(_ => LinearGaussian.FromPrior(prior, regressors.Length + 1))];
        Measurement = measurement;
        for (int row = 0; row < data.Count; row++)
        {
            int @class = data.Classes[row];
            double[] x = Design(data.Standard, row);
            LogEvidence += LogDensity(x, data.Values[measurement][row], @class);
            ref LinearGaussian beliefs = ref _beliefs[groupOfClass[@class]];
            beliefs = beliefs.Observe(x, (values[row] - _centre) / _scale);
        }
    }

    public int Measurement { get; }

    /// <summary>log P(values of the training patients | classes), on the measurement's own scale.</summary>
    public double LogEvidence { get; }

    /// <summary>The log density of a value given a class: a Student-t on the bent scale.</summary>
    /// <param name="standard">The patient's measurements on the standard scale of the training patients.</param>
    /// <param name="value">The value on its own scale.</param>
    /// <param name="class">The class.</param>
    public double LogDensity(double[] standard, int @class, double value) =>
        LogDensity(Design([.. standard.Select(static z => new[] { z })], 0), value, @class);

    public override string ToString() =>
        $"classes {string.Join("", _groupOfClass)}, linear in {(_regressors.Length == 0 ? "nothing" : string.Join(", ", _regressors.Select(static r => VertebralColumn.Measurements[r])))}, {_bend}";

    private double LogDensity(double[] x, double value, int @class) =>
        _beliefs[_groupOfClass[@class]].ComputeLogPredictive(x, (_bend.Apply(value) - _centre) / _scale) - Math.Log(_scale) + _bend.LogSlope(value);

    private double[] Design(double[][] standard, int row)
    {
        var x = new double[_regressors.Length + 1];
        x[0] = 1;
        for (int i = 0; i < _regressors.Length; i++)
        {
            x[i + 1] = standard[_regressors[i]][row];
        }

        return x;
    }
}
