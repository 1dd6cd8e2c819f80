using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Inference.Tables;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>Exact inference by a program compiled once for a network: compile once, evaluate many.</summary>
/// <remarks>
/// <para>The network is a polynomial in its evidence indicators and parameters. <see cref="Compile"/> writes that polynomial and its
/// derivative as one straight-line program of sums of products; every query runs the program. Posteriors, log evidence, expected counts
/// and sensitivities are read off the derivative. Evidence too improbable for a double is evaluated in an extended range.
/// Source: Darwiche 2003, <i>A differential approach to inference in Bayesian networks</i>.</para>
/// <para>The flat layout of states: the variables in the network's order, each with its states.</para>
/// <para>Evidence of probability 0: what answers one case with an object throws <see cref="ImpossibleEvidenceException"/>, and its form
/// with <c>Try</c> gives <see langword="false"/>; what answers in numbers, or many cases, gives negative infinity for log P(evidence), NaN
/// for posteriors and 0 for derivatives and counts.</para>
/// <para>Immutable and safe for concurrent use; a query in the span form allocates nothing once as many threads have asked before.</para>
/// </remarks>
/// <example><code>
/// BayesianNetwork asia = NetworkFiles.Read("asia.bif", new NetworkReaderOptions { EffectiveSampleSize = 100 }).Network;
/// ExactEngine exact = ExactEngine.Compile(asia);
/// Posteriors posteriors = exact.Query(Evidence.None(asia).Observe("xray", "yes"));
/// double lung = posteriors["lung"][0];
/// </code></example>
public sealed partial class ExactEngine : IInferenceEngine
{
    private readonly ProgramSpecification _specification;
    private readonly StateLayout _layout;
    private readonly EvidenceLoader _loader;
    private readonly Lazy<TapeRunner> _numbers;
    private readonly Lazy<LaneScales> _scales;
    private readonly Lazy<bool> _isFitForSingles;
    private readonly TableRunner? _tables;
    private readonly int[] _order;
    private readonly double[] _leaves;
    private readonly ReportedStates _states;

    private ExactEngine(ProgramSpecification specification, ExactEngineOptions options, CompiledProgram program)
    {
        _specification = specification;
        _layout = specification.Layout;
        _order = program.Order;
        Options = options;
        _loader = new EvidenceLoader(Network, _layout, specification.CarriesEvidence);
        _leaves = LeafValues(Network.Parameters);
        _states = new ReportedStates(Network, specification.IsReported, _loader.SlotOf, oneSlot: specification.Shape.EvidenceCount + specification.Leaves.Count);
        _tables = program.Tables is null ? null : new TableRunner(program.Tables);

        // Other programs of the same network are made when they are first asked for: beside tables also that of numbers.
        double termLimit = _tables is null ? double.PositiveInfinity : options.MemoryLimit / TermBudget.BytesPerTerm;
        _numbers = new(() => NewRunner(program.Tape ?? EliminationPlanner.CompileNumbers(specification, _order, options).Tape!, options.MachineCode));
        _scales = new(() => new LaneScales(Network, _layout));
        _isFitForSingles = new(IsFitForSingles);
        _session = new(() => new SessionProgram(_numbers.Value.Tape, _states, Network.Variables.Length));
        _draws = new(() => NewRunner(_numbers.Value.Tape));
        _drawLanes = new(() => new ParameterLanes(specification.Leaves, _numbers.Value.Tape.ParametersRead()));
        _gradient = new(() => NewRunner(ProgramCompiler.Gradient(specification, _order, double.PositiveInfinity)));
        _maximum = new(() =>
        {
            try
            {
                return new MaximumFinder(
                    ProgramCompiler.Maximum(specification, _order, termLimit), Network, specification.Layout, _leaves, options.Memory);
            }
            catch (TermBudgetExceededException exceeded)
            {
                throw EliminationPlanner.TooWide(specification, exceeded.Terms, options.MemoryLimit, null);
            }
        });
        if (program.Tape is not null)
        {
            _ = _numbers.Value;
        }

        TapeRunner NewRunner(Tape tape, MachineCode code = MachineCode.Never) => new(tape, _leaves, options.Lanes, options.Memory, code);
    }

    /// <summary>What the steps of the program that answers single queries work on by now: numbers or tables.</summary>
    public EngineProgram Program => AnswersByTables ? EngineProgram.Tables : EngineProgram.Numbers;

    /// <summary>Whether single queries run on machine code by now; otherwise the interpreter serves, with the same numbers.</summary>
    public bool RunsMachineCode => _numbers.IsValueCreated && _numbers.Value.RunsMachineCode;

    /// <inheritdoc/>
    public BayesianNetwork Network => _specification.Network;

    /// <summary>The options the engine was compiled with.</summary>
    public ExactEngineOptions Options { get; }

    /// <summary>The order in which the variables were eliminated; give it to <see cref="ExactEngineOptions.EliminationOrder"/> to compile
    /// the same program again without a search.</summary>
    public ImmutableArray<Variable> EliminationOrder => [.. _order.Select(v => Network.Variables[v])];

    /// <summary>How many products a query computes: the length of the program.</summary>
    public int ProgramLength => AnswersByTables ? (int)Math.Min(int.MaxValue, _tables.Program.Length) : Runner.Tape.TermCount;

    /// <summary>How many numbers a query holds at a time: inputs, constants and intermediate results.</summary>
    public int SlotCount => AnswersByTables ? (int)Math.Min(int.MaxValue, _tables.Program.ResultLength) : Runner.Tape.SlotCount;

    /// <summary>How many states all variables have together: the length of a flat vector.</summary>
    public int StateCount => _layout.Total;

    /// <summary>Compiles a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">What is live; <see cref="ExactEngineOptions.Default"/> if null.</param>
    /// <returns>The engine, to be kept and shared.</returns>
    /// <exception cref="ArgumentException">The options name variables or rows of another network, or an order that is none.</exception>
    /// <exception cref="NetworkTooWideException">The program would not fit <see cref="ExactEngineOptions.MemoryLimit"/>.</exception>
    public static ExactEngine Compile(BayesianNetwork network, ExactEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= ExactEngineOptions.Default;
        ProgramSpecification specification = OptionsReader.Read(network, options);
        CompiledProgram program = OptionsReader.ReadOrder(network, options) is { } given
            ? EliminationPlanner.Compile(specification, given, options)
            : EliminationPlanner.Plan(specification, options);
        return new ExactEngine(specification, options, program);
    }

    /// <summary>Where a variable's states start in the flat layout.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <returns>The offset, from 0.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public int StateOffsetOf(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        return _layout.Offsets[variable.Index];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The evidence belongs to another network, or stands on a variable compiled without evidence.</exception>
    public Posteriors Query(Evidence evidence) => TryQuery(evidence, out Posteriors? posteriors) ? posteriors : throw Impossible(evidence);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The evidence belongs to another network, or stands on a variable compiled without evidence.</exception>
    public bool TryQuery(Evidence evidence, [NotNullWhen(true)] out Posteriors? posteriors) => TryQuery(evidence, null, out posteriors);

    /// <summary>The same, with a way to complete the answer by what this engine does not report.</summary>
    internal bool TryQuery(Evidence evidence, Func<double[]>? complete, [NotNullWhen(true)] out Posteriors? posteriors)
    {
        var values = new double[_layout.Total];
        double logEvidence = Query(evidence, values);
        posteriors = double.IsNegativeInfinity(logEvidence) ? null : new Posteriors(Network, values, logEvidence, _layout.Offsets, complete);
        return posteriors is not null;
    }

    /// <summary>All reported posteriors in the flat layout.</summary>
    internal double[] QueryAll(Evidence evidence)
    {
        var values = new double[_layout.Total];
        Query(evidence, values);
        return values;
    }

    // The likelihoods are as long as the answer and nobody sees them: their memory is lent.
    private double Query(Evidence evidence, Span<double> values)
    {
        double[] lent = ArrayPool<double>.Shared.Rent(_layout.Total);
        try
        {
            Span<double> likelihoods = lent.AsSpan(0, _layout.Total);
            Flatten(evidence, likelihoods);
            return Query(likelihoods, values);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(lent);
        }
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
        if (_tables is not null && !TryTurnToNumbers(1))
        {
            _loader.Check(likelihoods);
            return _tables.Query(likelihoods, posteriors);
        }

        var source = new OneCaseSource(_loader, likelihoods, leaves: null);
        var sink = new PosteriorSink(_states, posteriors);
        LaneDriver.Run(Runner, Runner.Scalar, ref source, ref sink, new LaneRows(0, 1));
        return sink.Log;
    }

    // The program of numbers: where the engine answers by tables, compiled for what they have not, if it fits the limit.
    private TapeRunner Runner => _numbers.Value;

    private double[] LeafValues(ReadOnlySpan<double> parameters)
    {
        var values = new double[_specification.Leaves.Count];
        _specification.Leaves.Fill(parameters, values);
        return values;
    }

    private double[] FlatLikelihoods(Evidence evidence)
    {
        var likelihoods = new double[_layout.Total];
        Flatten(evidence, likelihoods);
        return likelihoods;
    }

    private void Flatten(Evidence evidence, Span<double> likelihoods)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!ReferenceEquals(evidence.Network.Structure, Network.Structure))
        {
            throw new ArgumentException($"The evidence belongs to another network than '{Network.Name}'.", nameof(evidence));
        }

        likelihoods.Fill(1);
        foreach (Variable variable in evidence.Variables)
        {
            evidence.LikelihoodsOf(variable).CopyTo(likelihoods[_layout.Offsets[variable.Index]..]);
        }
    }

    private static ImpossibleEvidenceException Impossible(Evidence evidence) =>
        new($"This evidence has probability 0: {evidence}. Remove or soften part of it.");

    internal static void ThrowIfWrongLength(int length, long expected, string parameter)
    {
        if (length != expected)
        {
            throw new ArgumentException($"Got {length} entries; expected {expected}.", parameter);
        }
    }

    private void ThrowIfWrongLength(int length, string parameter)
    {
        if (length != _layout.Total)
        {
            throw new ArgumentException($"Got {length} entries; expected {_layout.Total}, one for each state of each variable.", parameter);
        }
    }
}
