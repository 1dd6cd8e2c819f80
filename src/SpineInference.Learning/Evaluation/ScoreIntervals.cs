using System.Collections.Immutable;
using MathNet.Numerics.Statistics;

namespace SpineInference.Learning;

/// <summary>How sure scores are: intervals by the bootstrap over patients.</summary>
/// <remarks>
/// <para>Each sample draws as many rows of the cohort as there are, with replacement, and scores the predictions of those drawn. A row that was
/// predicted repeatedly is drawn with all its predictions, so that repeats do not feign more patients. The ends are percentiles.</para>
/// <para>The models are taken as they are: what another cohort to learn from would have changed is not in these intervals. Rows of a weight are drawn as one.
/// Immutable. O(samples × predictions × classes).</para>
/// </remarks>
public sealed class ScoreIntervals
{
    /// <summary>The fewest samples that percentiles are taken from.</summary>
    public const int FewestSamples = 100;

    private ScoreIntervals(double mass, int samples, ScoreInterval accuracy, ScoreInterval macroArea, ImmutableArray<ScoreInterval> areas)
    {
        Mass = mass;
        Samples = samples;
        Accuracy = accuracy;
        MacroAreaUnderCurve = macroArea;
        AreaUnderCurve = areas;
    }

    /// <summary>The share of samples between the ends.</summary>
    public double Mass { get; }

    /// <summary>How many samples were drawn.</summary>
    public int Samples { get; }

    /// <summary>Of <see cref="EvaluationReport.Accuracy"/>.</summary>
    public ScoreInterval Accuracy { get; }

    /// <summary>Of <see cref="EvaluationReport.MacroAreaUnderCurve"/>, over the classes that a sample holds.</summary>
    public ScoreInterval MacroAreaUnderCurve { get; }

    /// <summary>Of <see cref="EvaluationReport.AreaUnderCurve"/>, for each class.</summary>
    public ImmutableArray<ScoreInterval> AreaUnderCurve { get; }

    /// <summary>Draws samples and scores them.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="samples">How many samples; at least <see cref="FewestSamples"/>.</param>
    /// <param name="seed">Seed of the drawing.</param>
    /// <param name="mass">The share of samples between the ends, in (0, 1).</param>
    /// <returns>The intervals.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ScoreIntervals Bootstrap(Predictions predictions, int samples = 1000, int seed = 1, double mass = 0.95)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, FewestSamples);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(mass, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mass, 1);
        int classes = predictions.Classes.Length;

        // Sorted once: a sample changes how often a prediction counts, not its place.
        int[][] orders = [.. Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, predictions.Count).OrderBy(i => predictions[i][c]).ToArray())];
        int[] rows = [.. predictions.Rows.ToArray().Distinct()];
        var placeOfRow = rows.Select(static (row, place) => KeyValuePair.Create(row, place)).ToDictionary();
        int[] placeOf = [.. predictions.Rows.ToArray().Select(row => placeOfRow[row])];
        bool[] isRight = [.. Enumerable.Range(0, predictions.Count).Select(i => predictions.Decide(i) == predictions.Truth[i])];
        var random = new Random(seed);
        var times = new int[rows.Length];
        var weights = new double[predictions.Count];
        var accuracies = new double[samples];
        var macros = new double[samples];
        double[][] areas = [.. Enumerable.Range(0, classes).Select(_ => new double[samples])];
        for (int sample = 0; sample < samples; sample++)
        {
            Array.Clear(times);
            for (int draw = 0; draw < rows.Length; draw++)
            {
                times[random.Next(rows.Length)]++;
            }

            double total = 0;
            double right = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = predictions.Weights[i] * times[placeOf[i]];
                total += weights[i];
                right += isRight[i] ? weights[i] : 0;
            }

            accuracies[sample] = right / total;
            double sum = 0;
            int defined = 0;
            for (int c = 0; c < classes; c++)
            {
                double area = RocCurve.ComputeArea(predictions, orders[c], weights, c);
                areas[c][sample] = area;
                sum += double.IsNaN(area) ? 0 : area;
                defined += double.IsNaN(area) ? 0 : 1;
            }

            macros[sample] = sum / defined;
        }

        return new ScoreIntervals(mass, samples, Ends(accuracies, mass), Ends(macros, mass), [.. areas.Select(a => Ends(a, mass))]);
    }

    private static ScoreInterval Ends(double[] scores, double mass)
    {
        double[] defined = [.. scores.Where(static s => !double.IsNaN(s)).Order()];
        double tail = (1 - mass) / 2;
        return 2 * defined.Length < scores.Length || defined.Length == 0
            ? new ScoreInterval(double.NaN, double.NaN)
            : new ScoreInterval(
                SortedArrayStatistics.QuantileCustom(defined, tail, QuantileDefinition.R7), SortedArrayStatistics.QuantileCustom(defined, 1 - tail, QuantileDefinition.R7));
    }
}
