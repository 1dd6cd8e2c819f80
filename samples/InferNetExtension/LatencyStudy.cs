using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Learning;
using Range = Microsoft.ML.Probabilistic.Models.Range;
using Variable = Microsoft.ML.Probabilistic.Models.Variable;

namespace SpineInference.Samples;

/// <summary>Extends the spine network by what no table can hold: the latency of the H-reflex below the root S1, and an offset of each laboratory.</summary>
/// <remarks>
/// The latency (side difference, milliseconds) depends on the network through the state of the left root S1 alone. So the two engines share one
/// message, and nothing is approximated between them: the network's exact engine says how probable each state is given a patient's findings;
/// Infer.NET learns means, offsets and scatter with that; what it learned is a likelihood of the root, with which the exact engine diagnoses.
/// The study is simulated, so that the answer is known.
/// </remarks>
public static class LatencyStudy
{
    /// <summary>The root that the reflex runs through.</summary>
    public const string Root = "left.root.S1";

    /// <summary>The latencies that the simulation uses: normal, irritated, compressed.</summary>
    public static readonly double[] TrueMeans = [0.2, 1.5, 3.5];

    /// <summary>The offsets of the laboratories that the simulation uses. The first is the reference: what all laboratories add alike could as well be a part
    /// of the means, and no data tell the two apart.</summary>
    public static readonly double[] TrueOffsets = [0.0, -0.8, -0.3, 0.2, 0.9];

    private const double TrueDeviation = 0.6;

    // The offset of the reference is known to be 0; of another laboratory one or two milliseconds are expected.
    private const double KnownPrecision = 1e6;
    private const double OffsetPrecision = 0.25;

    // What is looked at in every patient.
    private static readonly string[] Seen = ["left.achilles-reflex", "left.straight-leg-raise-positive", "left.tiptoe-walk-impaired", "left.foot-drop"];

    /// <summary>What was learned.</summary>
    /// <param name="Means">The mean latency in each state of the root, as the first laboratory measures it.</param>
    /// <param name="Offsets">The offset of each laboratory against the first.</param>
    /// <param name="Deviation">The standard deviation of a measurement, at the mean of its precision.</param>
    /// <param name="Findings">For each patient: the probability that the findings alone give to the true state of the root.</param>
    /// <param name="WithLatency">The same with the latency.</param>
    public sealed record Result(Gaussian[] Means, Gaussian[] Offsets, double Deviation, double[] Findings, double[] WithLatency)
    {
        /// <summary>What a latency says of the root: its likelihood in each state, for evidence on the spine network.</summary>
        /// <param name="milliseconds">The latency.</param>
        /// <param name="site">The laboratory, from 0.</param>
        public double[] LikelihoodsOf(double milliseconds, int site) =>
        [
            .. Means.Select(mean => Math.Exp(Gaussian.GetLogProb(
                milliseconds, mean.GetMean() + Offsets[site].GetMean(), (Deviation * Deviation) + mean.GetVariance() + Offsets[site].GetVariance()))),
        ];
    }

    /// <summary>Simulates a study and learns from it.</summary>
    /// <param name="patients">How many patients.</param>
    /// <param name="seed">The simulation's seed.</param>
    public static Result Run(int patients, int seed)
    {
        SpineModel model = SpineModel.Default;
        (int[] states, Evidence[] evidence, int[] siteOf, double[] latencies) = Simulate(model.Network, patients, seed);

        // 1. The spine network speaks: the root, given the findings of each patient.
        double[][] fromFindings = [.. evidence.Select(e => model.Engine.Query(e)[Root].ToArray())];

        // 2. What is new: a mean for each state of the root, an offset for each laboratory, and how far they scatter.
        Range patient = new Range(patients).Named("patient");
        Range state = new Range(TrueMeans.Length).Named("state");
        Range site = new Range(TrueOffsets.Length).Named("site");
        VariableArray<double> mean = Variable.Array<double>(state).Named("mean_latency");
        mean[state] = Variable.GaussianFromMeanAndVariance(2, 9).ForEach(state);
        VariableArray<double> offsetPrecision = Variable.Array<double>(site).Named("site_precision");
        VariableArray<double> offset = Variable.Array<double>(site).Named("site_offset");
        offset[site] = Variable.GaussianFromMeanAndPrecision(0, offsetPrecision[site]);
        Variable<double> precision = Variable.GammaFromShapeAndRate(1, 1).Named("precision");

        // 3. Hang the measurement on the root, patient by patient.
        VariableArray<Vector> message = Variable.Array<Vector>(patient).Named("from_findings");
        VariableArray<int> root = Variable.Array<int>(patient).Named("root");
        VariableArray<int> siteOfPatient = Variable.Array<int>(patient).Named("site_of_patient");
        VariableArray<double> latency = Variable.Array<double>(patient).Named("latency");
        siteOfPatient.SetValueRange(site);
        message.SetValueRange(state);
        using (Variable.ForEach(patient))
        {
            root[patient] = Variable.Discrete(message[patient]);
            using (Variable.Switch(root[patient]))
            {
                latency[patient] = Variable.GaussianFromMeanAndPrecision(mean[root[patient]] + offset[siteOfPatient[patient]], precision);
            }
        }

        // 4. Data, and inference with an engine of one's own.
        message.ObservedValue = [.. fromFindings.Select(Vector.FromArray)];
        siteOfPatient.ObservedValue = siteOf;
        offsetPrecision.ObservedValue = [KnownPrecision, .. Enumerable.Repeat(OffsetPrecision, TrueOffsets.Length - 1)];
        latency.ObservedValue = latencies;
        var engine = new InferenceEngine(new VariationalMessagePassing()) { ShowProgress = false, NumberOfIterations = 100 };
        engine.Compiler.WriteSourceFiles = false;
        Discrete[] roots = engine.Infer<Discrete[]>(root);
        return new Result(
            engine.Infer<Gaussian[]>(mean),
            engine.Infer<Gaussian[]>(offset),
            1 / Math.Sqrt(engine.Infer<Gamma>(precision).GetMean()),
            [.. fromFindings.Select((p, i) => p[states[i]])],
            [.. roots.Select((p, i) => p[states[i]])]);
    }

    private static (int[] States, Evidence[] Evidence, int[] SiteOf, double[] Latencies) Simulate(BayesianNetwork network, int patients, int seed)
    {
        Rand.Restart(seed);
        Cohort cohort = Simulator.Draw(network, patients, seed);
        int[] states = [.. Enumerable.Range(0, patients).Select(i => cohort.StateOf(network[Root], i))];
        int[] siteOf = [.. states.Select(static _ => Rand.Int(TrueOffsets.Length))];
        double[] latencies = [.. states.Select((s, i) => TrueMeans[s] + TrueOffsets[siteOf[i]] + (TrueDeviation * Rand.Normal()))];
        Evidence[] evidence = [.. Enumerable.Range(0, patients).Select(i =>
            Seen.Aggregate(Evidence.None(network), (known, name) => known.Observe(network[name], cohort.StateOf(network[name], i))))];
        return (states, evidence, siteOf, latencies);
    }
}
