namespace SpineInference.Learning.Tests;

public class ScoreIntervalsTests
{
    [Fact]
    public void Bootstrap_Accuracy_HoldsTheTruthAsOftenAsItSays()
    {
        // 200 studies of 150 patients, each decided rightly with probability 0.8: the interval must hold 0.8 in about 95 % of them.
        var random = new Random(3);
        int held = 0;
        for (int study = 0; study < 200; study++)
        {
            ScoreInterval interval = ScoreIntervals.Bootstrap(Draw(random, 150, 1), samples: 400, seed: study).Accuracy;
            held += interval.Lower <= 0.8 && 0.8 <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(held, 180, 199);
    }

    [Fact]
    public void Bootstrap_RepeatedPredictionsOfAPatient_DoNotFeignMorePatients()
    {
        ScoreInterval once = ScoreIntervals.Bootstrap(Draw(new Random(5), 200, 1)).Accuracy;
        ScoreInterval repeated = ScoreIntervals.Bootstrap(Draw(new Random(5), 200, 10)).Accuracy;
        Assert.InRange((repeated.Upper - repeated.Lower) / (once.Upper - once.Lower), 0.95, 1.05);
    }

    [Fact]
    public void Bootstrap_HoldsTheReportsOwnScores()
    {
        Predictions predictions = Draw(new Random(7), 300, 1);
        EvaluationReport report = EvaluationReport.From(predictions);
        ScoreIntervals intervals = ScoreIntervals.Bootstrap(predictions);
        Assert.InRange(report.Accuracy, intervals.Accuracy.Lower, intervals.Accuracy.Upper);
        Assert.InRange(report.MacroAreaUnderCurve, intervals.MacroAreaUnderCurve.Lower, intervals.MacroAreaUnderCurve.Upper);
        Assert.All(Enumerable.Range(0, 2), c => Assert.InRange(report.AreaUnderCurve[c], intervals.AreaUnderCurve[c].Lower, intervals.AreaUnderCurve[c].Upper));
        Assert.True(intervals.Accuracy.Lower < intervals.Accuracy.Upper);
    }

    private static Predictions Draw(Random random, int patients, int repeats)
    {
        List<double> probabilities = [];
        List<int> truth = [];
        List<int> rows = [];
        for (int row = 0; row < patients; row++)
        {
            int state = random.Next(2);
            int decided = random.NextDouble() < 0.8 ? state : 1 - state;
            double sure = 0.5 + (0.5 * random.NextDouble());
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                probabilities.AddRange(decided == 0 ? [sure, 1 - sure] : [1 - sure, sure]);
                truth.Add(state);
                rows.Add(row);
            }
        }

        return new Predictions(["a", "b"], probabilities.ToArray(), truth.ToArray(), rows: rows.ToArray());
    }
}
