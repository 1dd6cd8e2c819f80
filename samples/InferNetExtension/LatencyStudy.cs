using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.InferNet;
using Range = Microsoft.ML.Probabilistic.Models.Range;
using Variable = Microsoft.ML.Probabilistic.Models.Variable;

namespace SpineInference.Samples;

/// <summary>Extends a network by what no table can hold: a continuous measurement, and an effect of the site that measured it.</summary>
/// <remarks>
/// The latency of the H-reflex (side difference, milliseconds) depends on the state of the S1 root. Each laboratory has an offset of its
/// own. The state is known for some patients only (a reference examination); for the others the ankle reflex and the latency tell.
/// The study is simulated, so that the answer is known.
/// </remarks>
public static class LatencyStudy
{
    /// <summary>The latencies that the simulation uses: normal, irritated, compressed.</summary>
    public static readonly double[] TrueMeans = [0.2, 1.5, 3.5];

    /// <summary>The offsets of the laboratories that the simulation uses.</summary>
    public static readonly double[] TrueOffsets = [-0.8, -0.3, 0.0, 0.2, 0.9];

    private const double TrueDeviation = 0.6;

    /// <summary>What was learned.</summary>
    /// <param name="Means">The mean latency in each state of the root.</param>
    /// <param name="Offsets">The offset of each laboratory.</param>
    /// <param name="Deviation">The standard deviation of a measurement, at the mean of its precision.</param>
    /// <param name="Unlabelled">For each patient without a label: the probability given to the true state.</param>
    public sealed record Result(Gaussian[] Means, Gaussian[] Offsets, double Deviation, double[] Unlabelled);

    /// <summary>The network that is extended: a root and its reflex.</summary>
    public static BayesianNetwork Network()
    {
        var builder = new BayesianNetworkBuilder("ankle reflex");
        SpineInference.Engine.Networks.Variable root = builder.AddVariable("root.S1", "normal", "irritated", "compressed");
        SpineInference.Engine.Networks.Variable reflex = builder.AddVariable("reflex.achilles", "normal", "reduced", "absent");
        builder.SetTable(root, [], [0.6, 0.2, 0.2], 20);
        builder.SetTable(reflex, [root], [0.85, 0.10, 0.05, 0.55, 0.30, 0.15, 0.25, 0.35, 0.40], 20);
        return builder.Build();
    }

    /// <summary>Simulates a study and learns from it.</summary>
    /// <param name="patients">How many patients.</param>
    /// <param name="seed">The simulation's seed.</param>
    public static Result Run(int patients, int seed)
    {
        BayesianNetwork network = Network();
        (int[] states, Evidence[] evidence, int[] siteOf, double[] latencies) = Simulate(network, patients, seed);

        // 1. The network as an Infer.NET model. Its two tables are learned too.
        var model = new InferNetModel(network, InferNetModelOptions.Learning);

        // 2. What is new: a mean for each state of the root, an offset for each site, and how far they scatter.
        Range state = model.StatesOf("root.S1");
        VariableArray<double> mean = Variable.Array<double>(state).Named("mean_latency");
        mean[state] = Variable.GaussianFromMeanAndVariance(2, 9).ForEach(state);
        Range site = new Range(TrueOffsets.Length).Named("site");
        Variable<double> siteScatter = Variable.GammaFromShapeAndRate(1, 1).Named("site_precision");
        VariableArray<double> offset = Variable.Array<double>(site).Named("site_offset");
        offset[site] = Variable.GaussianFromMeanAndPrecision(0, siteScatter).ForEach(site);
        Variable<double> precision = Variable.GammaFromShapeAndRate(1, 1).Named("precision");

        // 3. Hang the measurement on the node, patient by patient.
        VariableArray<int> siteOfPatient = Variable.Observed(siteOf, model.Patient).Named("site_of_patient");
        VariableArray<double> latency = Variable.Array<double>(model.Patient).Named("latency");
        using (model.ForEachPatient())
        {
            Variable<int> root = model.Node("root.S1");
            using (Variable.Switch(root))
            {
                latency[model.Patient] = Variable.GaussianFromMeanAndPrecision(mean[root] + offset[siteOfPatient[model.Patient]], precision);
            }
        }

        // 4. Data, and inference with an engine of one's own.
        model.Observe(evidence);
        latency.ObservedValue = latencies;
        var engine = new InferenceEngine(new VariationalMessagePassing()) { ShowProgress = false, NumberOfIterations = 100 };
        engine.Compiler.WriteSourceFiles = false;
        Discrete[] roots = engine.Infer<Discrete[]>(model["root.S1"]);
        return new Result(
            engine.Infer<Gaussian[]>(mean),
            engine.Infer<Gaussian[]>(offset),
            1 / Math.Sqrt(engine.Infer<Gamma>(precision).GetMean()),
            [.. Enumerable.Range(0, patients).Where(i => evidence[i].LikelihoodsOf(network["root.S1"]).IsEmpty).Select(i => roots[i][states[i]])]);
    }

    private static (int[] States, Evidence[] Evidence, int[] SiteOf, double[] Latencies) Simulate(BayesianNetwork network, int patients, int seed)
    {
        Rand.Restart(seed);
        var states = new int[patients];
        var evidence = new Evidence[patients];
        var siteOf = new int[patients];
        var latencies = new double[patients];
        for (int i = 0; i < patients; i++)
        {
            states[i] = Rand.Sample(Vector.FromArray(network.Distributions[0].Table.ToArray()));
            int reflex = Rand.Sample(Vector.FromArray(network.Distributions[1].Table.Slice(states[i] * 3, 3).ToArray()));
            siteOf[i] = Rand.Int(TrueOffsets.Length);
            latencies[i] = TrueMeans[states[i]] + TrueOffsets[siteOf[i]] + (TrueDeviation * Rand.Normal());
            evidence[i] = Evidence.None(network).Observe(network["reflex.achilles"], reflex);
            if (i % 3 == 0)
            {
                evidence[i] = evidence[i].Observe(network["root.S1"], states[i]);
            }
        }

        return (states, evidence, siteOf, latencies);
    }
}
