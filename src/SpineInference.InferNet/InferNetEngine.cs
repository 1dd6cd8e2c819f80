using System.Collections.Concurrent;
using Microsoft.ML.Probabilistic;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.InferNet.Clusters;

namespace SpineInference.InferNet;

/// <summary>An exact inference engine that computes with Infer.NET: expectation propagation on a tree of clusters.</summary>
/// <remarks>
/// <para>Exact to rounding, soft evidence included; meant as an independent second opinion on the built-in engine, which is much
/// faster. The first engine of a process compiles an algorithm with Roslyn (seconds); later ones of other networks and parameters
/// reuse it. <see cref="FromPrecompiled"/> needs no compiler.</para>
/// <para>Safe for concurrent use: each query takes an instance of the algorithm from a pool. One such instance holds messages of about
/// twice the size of the nodes; the matrices are shared.</para>
/// <para>Every finding, also an unknown one, is a likelihood over its states, so no query recompiles anything.</para>
/// </remarks>
public sealed class InferNetEngine : IInferenceEngine
{
    private readonly ClusterTree _tree;
    private readonly ClusterLinks _links;
    private readonly int _depth;
    private readonly Func<IGeneratedAlgorithm> _create;
    private readonly ConcurrentBag<ClusterSession> _pool = [];
    private readonly double[][] _priors;

    /// <summary>Builds the cluster tree of a network and compiles the algorithm for its depth, unless this process has done so.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="NotSupportedException">The network is too wide or its tree too deep for this engine.</exception>
    public InferNetEngine(BayesianNetwork network)
        : this(network, BuildTree(network), null)
    {
    }

    private InferNetEngine(BayesianNetwork network, ClusterTree tree, (int Depth, Func<IGeneratedAlgorithm> Create)? algorithm)
    {
        Network = network;
        _tree = tree;
        _links = new ClusterLinks(tree, network);
        (_depth, _create) = algorithm ?? Compiled(tree);
        _priors = Priors();
    }

    /// <inheritdoc/>
    public BayesianNetwork Network { get; }

    /// <summary>How many numbered variables the Infer.NET model has.</summary>
    public int NodeCount => _tree.Levels.Sum(static l => l.Count);

    /// <summary>How many levels the tree has, the root's included.</summary>
    public int LevelCount => _tree.Levels.Count;

    /// <summary>How many feasible states the largest node has.</summary>
    public int LargestNode => _tree.LargestNode;

    /// <summary>How many numbers the matrices hold together.</summary>
    public long MatrixEntries => _tree.DenseEntries;

    /// <summary>Uses an algorithm whose source <see cref="PrecompiledAlgorithm"/> wrote, so that no compiler is needed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="depth">The depth the algorithm was written for.</param>
    /// <param name="create">Makes a new instance of the generated class.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="ArgumentException">The network's tree is deeper than <paramref name="depth"/>.</exception>
    /// <exception cref="NotSupportedException">The network is too wide for this engine.</exception>
    /// <remarks>Runs with the package Microsoft.ML.Probabilistic alone; Microsoft.ML.Probabilistic.Compiler may be absent.</remarks>
    public static InferNetEngine FromPrecompiled(BayesianNetwork network, int depth, Func<IGeneratedAlgorithm> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        ClusterTree tree = BuildTree(network);
        return tree.Levels.Count <= depth
            ? new InferNetEngine(network, tree, (depth, create))
            : throw new ArgumentException(
                $"Network '{network.Name}' has a cluster tree of {tree.Levels.Count} levels; the precompiled algorithm has {depth}. Write it again for this network.",
                nameof(depth));
    }

    /// <summary>An engine for the same structure under other parameters; the tree and the algorithm are shared, nothing is compiled.</summary>
    /// <param name="network">A network made from this engine's by <see cref="BayesianNetwork.WithParameters"/>.</param>
    /// <returns>The engine for those parameters.</returns>
    /// <exception cref="ArgumentException">The structure differs, or a joint state that was impossible is now possible.</exception>
    public InferNetEngine WithParametersOf(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        StructureCheck.ThrowIfOther(Network, network);
        return new InferNetEngine(network, _tree, (_depth, _create));
    }

    /// <inheritdoc/>
    /// <remarks>One run of the generated algorithm: time in proportion to <see cref="MatrixEntries"/>.</remarks>
    public Posteriors Query(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!ReferenceEquals(evidence.Network.Structure, Network.Structure))
        {
            throw new ArgumentException($"The evidence is on another network than '{Network.Name}'.", nameof(evidence));
        }

        var likelihoods = new double[]?[Network.Variables.Length];
        var expected = new double[likelihoods.Length];
        bool possible = true;
        foreach (Variable variable in evidence.Variables)
        {
            double[] likelihood = evidence.LikelihoodsOf(variable).ToArray();
            double[] prior = _priors[variable.Index];
            double sum = 0;
            for (int state = 0; state < likelihood.Length; state++)
            {
                sum += likelihood[state] * prior[state];
            }

            likelihoods[variable.Index] = likelihood;
            expected[variable.Index] = sum;
            possible &= sum > 0;
        }

        double logEvidence = double.NegativeInfinity;
        double[] values = [];
        if (possible)
        {
            ClusterSession session = Rent();
            values = session.Run(likelihoods, expected, Network, out logEvidence);
            _pool.Add(session);
        }

        return double.IsNegativeInfinity(logEvidence)
            ? throw new ImpossibleEvidenceException($"These findings have probability 0 together: {evidence}. Remove one.")
            : new Posteriors(Network, values, logEvidence);
    }

    private static ClusterTree BuildTree(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return ClusterTree.Build(network);
    }

    // Apart, so that the compiler's assembly is loaded only where it is needed.
    private static (int Depth, Func<IGeneratedAlgorithm> Create) Compiled(ClusterTree tree)
    {
        int depth = ClusterAlgorithm.DepthFor(tree.Levels.Count);
        return (depth, () => ClusterAlgorithm.Create(depth));
    }

    private double[][] Priors()
    {
        ClusterSession session = Rent();
        double[] values = session.Run(new double[]?[Network.Variables.Length], new double[Network.Variables.Length], Network, out _);
        _pool.Add(session);
        var priors = new double[Network.Variables.Length][];
        int offset = 0;
        foreach (Variable variable in Network.Variables)
        {
            priors[variable.Index] = values.AsSpan(offset, variable.StateCount).ToArray();
            offset += variable.StateCount;
        }

        return priors;
    }

    private ClusterSession Rent() =>
        _pool.TryTake(out ClusterSession? session) ? session : new ClusterSession(_create(), _depth, _tree, _links);
}
