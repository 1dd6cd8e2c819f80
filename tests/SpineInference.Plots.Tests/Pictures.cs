using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Learning;

namespace SpineInference.Plots.Tests;

/// <summary>Every kind of chart, with the longest words and the emptiest and fullest numbers that it meets.</summary>
public static class Pictures
{
    // One elimination order instead of a search for a good one: the pictures do not care.
    private static readonly Lazy<SpineModel> Model = new(static () => SpineModel.FromNetwork(
        ShippedKnowledge.Network.Network, ExactEngine.Compile(ShippedKnowledge.Network.Network, new ExactEngineOptions { SearchAttempts = 1 })));

    private static readonly Lazy<Diagnosis> Diagnosis = new(static () => Model.Value.Patient(age: 44)
        .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.StraightLegRaisePositive)
        .Present(Leg.Left, Findings.Strength(Muscle.GluteusMedius, StrengthGrade.Weak))
        .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
        .Present(Findings.LegPainWorseThanBackPain).Diagnose());

    private static readonly Lazy<FitResult> Fitted = new(static () =>
    {
        BayesianNetwork network = ShippedKnowledge.Network.Network;
        var small = new BayesianNetworkBuilder("clinic");
        Variable cause = small.AddVariable("cause", [.. network["cause"].States]);
        int causes = cause.States.Length;
        small.SetTable(cause, [], [.. Enumerable.Repeat(1.0 / causes, causes)], 30);
        foreach (string name in (string[])["foot-drop", "leg-pain-worse-than-back-pain", "straight-leg-raise-positive"])
        {
            Variable finding = small.AddVariable(name, "absent", "present");
            small.SetTable(finding, [cause], [.. Enumerable.Range(0, causes).SelectMany(static c => (double[])[0.9 - (0.04 * c), 0.1 + (0.04 * c)])], 12);
        }

        BayesianNetwork built = small.Build();
        return Fit.Run(built, Simulator.Draw(built, 600, seed: 1, new SimulationOptions { MissingRate = 0.2 }));
    });

    private static readonly Lazy<Predictions> Predictions = new(static () =>
    {
        string[] names = [.. ShippedKnowledge.Network.Network["cause"].States];
        var random = new Random(3);
        var shares = new List<double>();
        var truth = new List<int>();
        for (int i = 0; i < 900; i++)
        {
            int true_ = random.Next(names.Length);
            double[] weights = [.. names.Select((_, c) => random.NextDouble() + (c == true_ ? 4 * random.NextDouble() : 0))];
            shares.AddRange(weights.Select(w => w / weights.Sum()));
            truth.Add(true_);
        }

        return new Predictions([.. names], [.. shares], [.. truth]);
    });

    private static readonly Dictionary<string, Func<Chart>> All = new(StringComparer.Ordinal)
    {
        ["posteriors"] = static () => Charts.DrawPosteriors("Root", [new("L5", 1, new CredibleInterval(0.98, 1, 0.9)), new("S1", 0.3, null), new("none", 0, null)]),
        ["posteriors-of-long-words"] = static () => Charts.DrawPosteriors(
            "A question so long that no line of a picture holds it: which of the causes beyond the spinal canal is it that makes the foot of this patient drop",
            [new("a lesion of the fibular nerve at the head of the fibula after a long operation with crossed legs", 0.62, new CredibleInterval(0.41, 0.83, 0.9)), new("none", 0.38, null)]),
        ["causes"] = static () => Charts.DrawCauses(Diagnosis.Value, Diagnosis.Value.ComputeIntervals(ModelUncertainty.Create(Model.Value, draws: 40))),
        ["answers"] = static () => Charts.DrawAnswers(Diagnosis.Value, Questions.DiscLevel),
        ["roots"] = static () => Charts.DrawRoots(Diagnosis.Value),
        ["waterfall"] = static () => Charts.DrawWaterfall(Diagnosis.Value.Explain(NerveRoot.L5)),
        ["waterfall-of-certainty"] = static () => Charts.DrawWaterfall(Diagnosis.Value.Explain(NerveRoot.L2)),
        ["tornado"] = static () => Charts.DrawTornado(Diagnosis.Value.AnalyseSensitivity(NerveRoot.L5, 10, ModelUncertainty.Create(Model.Value, draws: 2))),
        ["bound"] = static () => LearningCharts.DrawBound(Fitted.Value),
        ["rows"] = static () => LearningCharts.DrawRows(Fitted.Value),
        ["calibration"] = static () => LearningCharts.DrawCalibration(EvaluationReport.From(Predictions.Value)),
        ["roc"] = static () => LearningCharts.DrawRoc(Predictions.Value),
        ["reject"] = static () => LearningCharts.DrawReject(EvaluationReport.From(Predictions.Value)),
    };

    /// <summary>The names of the pictures, for a theory.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The names of the pictures.</summary>
    public static IEnumerable<string> Keys => All.Keys;

    /// <summary>A patient of whom nothing is told yet.</summary>
    public static Patient Patient() => Model.Value.Patient(age: 44);

    /// <summary>One of them.</summary>
    public static Chart Get(string name) => All[name]();
}
