using System.Collections.Immutable;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>Exact inference by a program compiled once for a network: compile once, evaluate many.</summary>
/// <remarks>
/// <para>The network is a polynomial in its evidence indicators and parameters. <see cref="Compile"/> writes that polynomial and its
/// derivative as one straight-line program of sums of products; every query runs the program. Posteriors, log evidence, expected counts
/// and sensitivities are read off the derivative. Evidence too improbable for a double is evaluated in an extended range.
/// Source: Darwiche 2003, <i>A differential approach to inference in Bayesian networks</i>.</para>
/// <para>The flat layout of states: the variables in the network's order, each with its states.</para>
/// <para>Immutable and safe for concurrent use; a query in the span form allocates nothing once as many threads have asked before.</para>
/// </remarks>
public sealed partial class ExactEngine : IInferenceEngine
{
    // Below this the result of a double may have lost terms to underflow.
    private const double SmallestTrusted = 1e-250;

    private readonly ProgramSpecification _specification;
    private readonly StateLayout _layout;
    private readonly EvidenceLoader _loader;
    private readonly TapeRunner _runner;
    private readonly int[] _order;
    private readonly int[] _outputStates;
    private readonly int[] _outputLikelihoodSlots;
    private readonly int[] _outputCounts;
    private readonly int[] _reportedOffsets;

    private ExactEngine(ProgramSpecification specification, ExactEngineOptions options, int[] order, Tape tape)
    {
        _specification = specification;
        _layout = specification.Layout;
        _order = order;
        Options = options;
        _loader = new EvidenceLoader(Network, _layout, specification.CarriesEvidence);
        double[] leaves = LeafValues(Network.Parameters);
        _runner = new TapeRunner(tape, leaves, options.Lanes);

        // Other programs of the same network are made when they are first asked for.
        _draws = new(() => new TapeRunner(tape, leaves, options.Lanes));
        _drawLanes = new(() => new ParameterLanes(specification.Leaves, tape.ParametersRead()));
        _gradient = new(() => new TapeRunner(ProgramCompiler.Gradient(specification, order, double.PositiveInfinity), leaves, options.Lanes));
        _maximum = new(() => new MaximumFinder(
            ProgramCompiler.Maximum(specification, order, double.PositiveInfinity), Network, specification.Layout, leaves));
        _outputStates = new int[tape.Outputs.Length];
        _outputLikelihoodSlots = new int[tape.Outputs.Length];
        _outputCounts = [.. _layout.Counts.Where((_, v) => specification.IsReported[v])];
        _reportedOffsets = new int[_layout.Counts.Length];
        int next = 0;
        for (int v = 0; v < _layout.Counts.Length; v++)
        {
            _reportedOffsets[v] = specification.IsReported[v] ? next : -1;
            for (int s = 0; specification.IsReported[v] && s < _layout.Counts[v]; s++)
            {
                _outputStates[next] = _layout.Offsets[v] + s;
                _outputLikelihoodSlots[next++] = _loader.SlotOf(v) < 0 ? tape.OneSlot : _loader.SlotOf(v) + s;
            }
        }
    }

    /// <inheritdoc/>
    public BayesianNetwork Network => _specification.Network;

    /// <summary>The options the engine was compiled with.</summary>
    public ExactEngineOptions Options { get; }

    /// <summary>The order in which the variables were eliminated; give it to <see cref="ExactEngineOptions.EliminationOrder"/> to compile
    /// the same program again without a search.</summary>
    public ImmutableArray<Variable> EliminationOrder => [.. _order.Select(v => Network.Variables[v])];

    /// <summary>How many products a query computes: the length of the program.</summary>
    public int ProgramLength => _runner.Tape.TermCount;

    /// <summary>How many numbers a query holds at a time: inputs, constants and intermediate results.</summary>
    public int SlotCount => _runner.Tape.SlotCount;

    /// <summary>How many states all variables have together: the length of a flat vector.</summary>
    public int StateCount => _layout.Total;

    /// <summary>How many states the reported variables have together.</summary>
    public int ReportedStateCount => _outputStates.Length;

    /// <summary>Compiles a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">What is live; <see cref="ExactEngineOptions.Default"/> if null.</param>
    /// <exception cref="ArgumentException">The options name variables or rows of another network, or an order that is none.</exception>
    /// <exception cref="NetworkTooWideException">The program would not fit <see cref="ExactEngineOptions.MemoryLimit"/>.</exception>
    public static ExactEngine Compile(BayesianNetwork network, ExactEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= ExactEngineOptions.Default;
        ProgramSpecification specification = OptionsReader.Read(network, options);
        if (OptionsReader.ReadOrder(network, options) is { } given)
        {
            return new ExactEngine(specification, options, given, EliminationPlanner.Compile(specification, given, options.MemoryLimit));
        }

        (int[] order, Tape tape) = EliminationPlanner.Plan(specification, options);
        return new ExactEngine(specification, options, order, tape);
    }

    /// <summary>Where a variable's states start in the flat layout.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public int StateOffsetOf(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        return _layout.Offsets[variable.Index];
    }

    /// <summary>Where a variable's states start among those of the reported variables, or -1 where it is not reported.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public int ReportedOffsetOf(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        return _reportedOffsets[variable.Index];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The evidence belongs to another network, or stands on a variable compiled without evidence.</exception>
    public Posteriors Query(Evidence evidence)
    {
        double[] likelihoods = FlatLikelihoods(evidence);
        var posteriors = new double[_layout.Total];
        double logEvidence = Query(likelihoods, posteriors);
        return double.IsNegativeInfinity(logEvidence)
            ? throw Impossible(evidence)
            : new Posteriors(Network, posteriors, logEvidence);
    }

    /// <summary>Computes all reported posteriors without allocating.</summary>
    /// <param name="likelihoods">A likelihood for every state in the flat layout: 1 for each state of an unknown variable.</param>
    /// <param name="posteriors">Receives the posteriors in the same layout; NaN for variables not reported, and for all if the evidence
    /// is impossible.</param>
    /// <returns>log P(evidence), natural; negative infinity if the evidence is impossible.</returns>
    /// <exception cref="ArgumentException">A length is wrong, a likelihood is negative or not finite, or stands on a variable compiled
    /// without evidence.</exception>
    public double Query(ReadOnlySpan<double> likelihoods, Span<double> posteriors)
    {
        ThrowIfWrongLength(likelihoods.Length, nameof(likelihoods));
        ThrowIfWrongLength(posteriors.Length, nameof(posteriors));
        Workspace<double> workspace = _runner.Scalar.Rent();
        try
        {
            double logScale = _loader.Load(likelihoods, workspace.Likelihoods);
            double probability = RunScalar(workspace);
            if (!IsTrusted(probability, SmallestTrusted))
            {
                return QueryScaled(likelihoods, posteriors);
            }

            WritePosteriors(workspace, posteriors);
            return logScale + LogOf(probability);
        }
        finally
        {
            _runner.Scalar.Return(workspace);
        }
    }

    private static bool IsTrusted(double probability, double smallest) => probability >= smallest && probability <= double.MaxValue;

    // No loaded likelihood is above 1, hence neither is the probability; its last bits may be.
    private static double LogOf(double probability) => Math.Log(Math.Min(1, probability));

    private unsafe double RunScalar(Workspace<double> workspace)
    {
        workspace.Likelihoods.CopyTo(new Span<double>(workspace.Slots, workspace.Likelihoods.Length));
        _runner.Run(workspace);
        return workspace.Slots[_runner.Tape.Root];
    }

    // Each variable is divided by the sum over its own states, which is P(evidence) up to rounding: so each posterior is at most 1, and
    // one that is certain is 1.
    private unsafe void WritePosteriors(Workspace<double> workspace, Span<double> posteriors)
    {
        if (_outputStates.Length < posteriors.Length)
        {
            posteriors.Fill(double.NaN);
        }

        double* slots = workspace.Slots;
        int[] outputs = _runner.Tape.Outputs;
        int next = 0;
        foreach (int count in _outputCounts)
        {
            Span<double> states = posteriors.Slice(_outputStates[next], count);
            double sum = 0;
            for (int s = 0; s < count; s++, next++)
            {
                sum += states[s] = slots[_outputLikelihoodSlots[next]] * slots[outputs[next]];
            }

            for (int s = 0; s < count; s++)
            {
                states[s] /= sum;
            }
        }
    }

    private double QueryScaled(ReadOnlySpan<double> likelihoods, Span<double> posteriors)
    {
        Workspace<ScaledDouble> workspace = _runner.Scaled.Rent();
        try
        {
            return RunScaled(_runner, workspace, likelihoods, posteriors);
        }
        finally
        {
            _runner.Scaled.Return(workspace);
        }
    }

    private unsafe double RunScaled(
        TapeRunner runner, Workspace<ScaledDouble> workspace, ReadOnlySpan<double> likelihoods, Span<double> posteriors)
    {
        posteriors.Fill(double.NaN);
        double logBound = _loader.Load(likelihoods, workspace);
        runner.Run(workspace);
        ScaledDouble probability = workspace.Slots[runner.Tape.Root];
        int next = 0;
        for (int v = 0; v < _outputCounts.Length && !probability.IsZero; v++)
        {
            ScaledDouble sum = 0;
            for (int s = 0; s < _outputCounts[v]; s++)
            {
                sum += Joint(next + s);
            }

            for (int s = 0; s < _outputCounts[v]; s++, next++)
            {
                posteriors[_outputStates[next]] = (Joint(next) / sum).ToDouble();
            }
        }

        return Math.Min(logBound, probability.Log);

        ScaledDouble Joint(int output) => workspace.Slots[_outputLikelihoodSlots[output]] * workspace.Slots[runner.Tape.Outputs[output]];
    }

    private double[] LeafValues(ReadOnlySpan<double> parameters)
    {
        var values = new double[_specification.Leaves.Count];
        _specification.Leaves.Fill(parameters, values);
        return values;
    }

    private double[] FlatLikelihoods(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!ReferenceEquals(evidence.Network.Structure, Network.Structure))
        {
            throw new ArgumentException($"The evidence belongs to another network than '{Network.Name}'.", nameof(evidence));
        }

        var likelihoods = new double[_layout.Total];
        for (int i = 0; i < likelihoods.Length; i++)
        {
            likelihoods[i] = 1;
        }

        foreach (Variable variable in evidence.Variables)
        {
            evidence.LikelihoodsOf(variable).CopyTo(likelihoods.AsSpan(_layout.Offsets[variable.Index]));
        }

        return likelihoods;
    }

    private static ImpossibleEvidenceException Impossible(Evidence evidence) =>
        new($"This evidence has probability 0: {evidence}. Remove or soften part of it.");

    private void ThrowIfWrongLength(int length, string parameter)
    {
        if (length != _layout.Total)
        {
            throw new ArgumentException($"Got {length} entries; expected {_layout.Total}, one for each state of each variable.", parameter);
        }
    }
}
