using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.InferNet.Models;
using NetworkVariable = SpineInference.Engine.Networks.Variable;
using Range = Microsoft.ML.Probabilistic.Models.Range;
using Variable = Microsoft.ML.Probabilistic.Models.Variable;

namespace SpineInference.InferNet;

/// <summary>A network as an ordinary Infer.NET model, to be extended: one random variable for each node and patient.</summary>
/// <remarks>
/// <para>Each node is a <see cref="VariableArray{T}"/> of integers over the plate <see cref="Patient"/>, given its parents by nested
/// switches; each probability row is a vector, observed or with its Dirichlet prior, and rows that several places share are one variable.
/// A noisy-MAX with random rows becomes its contributors and their maximum; one with fixed rows its full table.</para>
/// <para>Hang anything on it: open <see cref="ForEachPatient"/>, use the nodes as parents of further variables, and infer with an engine
/// of your own. Evidence, parameters, weights and the number of patients are observed values; changing them compiles nothing.</para>
/// <para><b>Exact or not.</b> Message passing is exact on trees. Where the part of the network that the model holds has a loop, or rows
/// are random, the answers are approximate: <see cref="IsExact"/> tells, <see cref="Exactness"/> says why. For exact answers use
/// <see cref="InferNetEngine"/>.</para>
/// <para>Mutable, like every Infer.NET model; not safe for concurrent use.</para>
/// </remarks>
public sealed class InferNetModel
{
    private readonly Dictionary<NetworkVariable, PatientNode> _nodes = [];
    private readonly Dictionary<NetworkVariable, VariableArray<Discrete>> _likelihoods = [];
    private readonly Dictionary<ProbabilityRow, (RowPool Pool, int Position)> _rows = [];
    private readonly List<RowPool> _pools = [];
    private readonly Names _names = new();
    private readonly Variable<int> _count;
    private readonly InferNetModelOptions _options;

    /// <summary>Defines the model; nothing is compiled yet.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">What of it, and which rows are random.</param>
    /// <exception cref="ArgumentException">The options name a variable that there is not.</exception>
    public InferNetModel(BayesianNetwork network, InferNetModelOptions options)
        : this(network, options, null)
    {
    }

    internal InferNetModel(
        BayesianNetwork network, InferNetModelOptions options, Func<Range, Dirichlet[], VariableArray<Vector>>? share)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        Network = network;
        _options = options;
        Variables = ModelScope.Select(network, options.Variables);
        _count = Variable.Observed(1).Named(_names.Identifier("patients"));
        Patient = new Range(_count).Named(_names.Identifier("patient"));
        Weights = options.Weighted ? Variable.Observed<double>([1.0], Patient).Named(_names.Identifier("weights")) : null;
        AddRows(share);
        var writer = new NodeWriter(this, _names);
        foreach (NetworkVariable variable in Variables)
        {
            Add(variable, writer);
        }

        using (new PatientBlock(Patient, Weights))
        {
            writer.WriteBlock();
            options.Extension?.Invoke(this);
        }

        (NetworkVariable Parent, NetworkVariable Child)? loop = ModelScope.FindLoop(network, Variables);
        bool random = _pools.Exists(static p => p.IsLearned);
        IsExact = loop is null && !random;
        Exactness = random ? "approximate: rows are random and shared by the patients"
            : loop is { } edge ? $"approximate: the graph has a loop through {edge.Parent.Name} and {edge.Child.Name}"
            : "exact under expectation propagation: the graph is a polytree and all rows are fixed";
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The variables that the model holds, parents first.</summary>
    public IReadOnlyList<NetworkVariable> Variables { get; }

    /// <summary>The plate of patients.</summary>
    public Range Patient { get; }

    /// <summary>The observed weight of each patient; nothing unless <see cref="InferNetModelOptions.Weighted"/> is set.</summary>
    public VariableArray<double>? Weights { get; }

    /// <summary>Whether expectation propagation gives exact posteriors on this model (before anything is added to it).</summary>
    public bool IsExact { get; }

    /// <summary>Why the model is exact or not, in words.</summary>
    public string Exactness { get; }

    /// <summary>The arrays of probability rows, one for each group of distributions that share rows.</summary>
    public IReadOnlyList<VariableArray<Vector>> RowArrays => [.. _pools.Select(static p => p.Array)];

    /// <summary>The random variable of a node, for each patient.</summary>
    /// <param name="variable">The node's name in the network.</param>
    /// <exception cref="ArgumentException">The model has no such node.</exception>
    /// <exception cref="InvalidOperationException">The model has weights: its nodes live inside the block of patients only.</exception>
    public VariableArray<int> this[string variable] => NodeOf(Network[variable]).Array ?? throw new InvalidOperationException(
        $"The model has weights, so '{variable}' lives inside the block of patients only: use {nameof(Node)} in the options' extension.");

    /// <summary>The random variable of a node for the patient at hand; to be used inside <see cref="ForEachPatient"/>, or inside the
    /// options' extension.</summary>
    /// <param name="variable">The node's name in the network.</param>
    /// <returns>The random variable.</returns>
    /// <exception cref="ArgumentException">The model has no such node.</exception>
    public Variable<int> Node(string variable) => NodeOf(Network[variable]).Current;

    /// <summary>The range of a node's states, to switch on or to index by.</summary>
    /// <param name="variable">The node's name in the network.</param>
    /// <returns>The range.</returns>
    /// <exception cref="ArgumentException">The model has no such node.</exception>
    public Range StatesOf(string variable) => NodeOf(Network[variable]).States;

    /// <summary>The variable of a probability row.</summary>
    /// <param name="row">A row of a distribution that the model holds (for a noisy-MAX, one of which some rows are random).</param>
    /// <exception cref="ArgumentException">The model does not hold the row.</exception>
    public Variable<Vector> this[ProbabilityRow row]
    {
        get
        {
            (RowPool pool, int position) = PlaceOf(row);
            return pool.Array[position];
        }
    }

    /// <summary>Opens the plate of patients: everything of one patient is defined inside.</summary>
    /// <returns>The block; dispose of it to close it.</returns>
    /// <exception cref="InvalidOperationException">The model has weights: its block is closed for good, use the options' extension.</exception>
    public IDisposable ForEachPatient() => Weights is null ? Variable.ForEach(Patient) : throw new InvalidOperationException(
        $"A model with weights is extended while it is defined: set {nameof(InferNetModelOptions)}.{nameof(InferNetModelOptions.Extension)}.");

    /// <summary>Sets the patients: their number, and for each node and patient the likelihoods of the evidence.</summary>
    /// <param name="patients">Evidence on the network, one item a patient; evidence on variables that the model does not hold has no effect.</param>
    /// <param name="weights">A weight for each patient where the model has weights; empty for weights of 1.</param>
    /// <exception cref="ArgumentException">Evidence belongs to another network, or the number of weights is wrong.</exception>
    public void Observe(IReadOnlyList<Evidence> patients, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(patients);
        if (!weights.IsEmpty && (Weights is null || weights.Length != patients.Count))
        {
            throw new ArgumentException(
                Weights is null ? "The model has no weights; set them in its options." : $"Got {weights.Length} weights for {patients.Count} patients.",
                nameof(weights));
        }

        _count.ObservedValue = patients.Count;
        foreach (NetworkVariable variable in Variables)
        {
            _likelihoods[variable].ObservedValue = [.. patients.Select(p => LikelihoodOf(p, variable))];
        }

        if (Weights is not null)
        {
            Weights.ObservedValue = weights.IsEmpty ? [.. Enumerable.Repeat(1.0, patients.Count)] : weights.ToArray();
        }
    }

    /// <summary>Replaces the priors of the random rows, for instance by the posteriors of an earlier cohort.</summary>
    /// <param name="network">A network of the same structure; its rows and effective sample sizes are taken.</param>
    /// <exception cref="ArgumentException">The structure differs.</exception>
    public void SetPriors(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        StructureCheck.ThrowIfOther(Network, network);
        foreach (RowPool pool in _pools.Where(static p => p.Prior is not null))
        {
            Dirichlet[] priors = [.. pool.Prior!.ObservedValue];
            for (int i = 0; i < pool.Rows.Length; i++)
            {
                priors[i] = RowPool.PriorOf(network.Rows[pool.Rows[i].Index], IsLearned(pool.Rows[i]), _options.ImpossibleCount);
            }

            pool.Prior.ObservedValue = priors;
        }
    }

    /// <summary>Whether the model holds a row as a random variable.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it does.</returns>
    public bool IsLearned(ProbabilityRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return !row.IsDefinition && _options.LearnedRows?.Invoke(row) == true;
    }

    internal (RowPool Pool, int Position) PlaceOf(ProbabilityRow row) => _rows.TryGetValue(row, out var place)
        ? place
        : throw new ArgumentException($"The model does not hold the row '{row.Id}' as a variable.", nameof(row));

    internal PatientNode NodeOf(NetworkVariable variable) => _nodes.TryGetValue(variable, out PatientNode? node)
        ? node
        : throw new ArgumentException(
            $"The model holds a part of '{Network.Name}' without '{variable.Name}'. Name it in the options.", nameof(variable));

    internal IReadOnlyList<RowPool> Pools => _pools;

    internal double ZeroFloor => _options.ZeroFloor;

    private static Discrete LikelihoodOf(Evidence evidence, NetworkVariable variable)
    {
        ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(variable);
        return likelihoods.IsEmpty ? Discrete.Uniform(variable.StateCount) : new Discrete(likelihoods.ToArray());
    }

    // A noisy-MAX without random rows enters as its full table; its rows are then no variables.
    private bool IsTable(ConditionalDistribution distribution) => distribution is NoisyMax && !distribution.Rows.Any(IsLearned);

    private void AddRows(Func<Range, Dirichlet[], VariableArray<Vector>>? share)
    {
        IEnumerable<ConditionalDistribution> held = Variables.Select(Network.DistributionOf).Where(d => !IsTable(d));
        foreach ((ConditionalDistribution first, ProbabilityRow[] rows) in RowPools.Group(held))
        {
            var pool = new RowPool(
                _names.Identifier($"rows_of_{first.Variable.Name}"), rows, [.. rows.Select(IsLearned)], first is NoisyMax, _options, share);
            _pools.Add(pool);
            for (int i = 0; i < rows.Length; i++)
            {
                _rows.Add(rows[i], (pool, i));
            }
        }
    }

    private void Add(NetworkVariable variable, NodeWriter writer)
    {
        PatientNode node = writer.NewNode(variable.Name, variable.StateCount);
        VariableArray<Discrete> likelihood = Variable.Observed<Discrete>([Discrete.Uniform(variable.StateCount)], Patient)
            .Named(_names.Identifier($"likelihood_of_{variable.Name}"));
        writer.Write(Network.DistributionOf(variable), node);
        writer.InBlock(() => Variable.ConstrainEqualRandom<int, Discrete>(node.Current, likelihood[Patient]));
        _nodes.Add(variable, node);
        _likelihoods.Add(variable, likelihood);
    }
}
