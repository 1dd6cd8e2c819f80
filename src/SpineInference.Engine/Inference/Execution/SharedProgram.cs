using System.Buffers;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>A program for many cases of which all but a few variables are known alike: what they share is computed once, on scalars, and what nobody
/// reads not at all.</summary>
/// <remarks>
/// <para>Answers are those of the general program to rounding. Immutable and safe for concurrent use.</para>
/// </remarks>
internal sealed class SharedProgram
{
    // Below e to this a double may have lost terms to underflow: such cases are for the general program.
    private const double SmallestTrustedLog = -570;

    private readonly ExactEngine _engine;
    private readonly SessionProgram _program;
    private readonly TapeRunner _runner;
    private readonly EvidenceLoader _general;
    private readonly EvidenceLoader _loader;
    private readonly ReportedStates _states;
    private readonly Variable[] _differing;
    private readonly int[] _shared;
    private readonly ulong[] _sharedSteps;
    private readonly double[] _inputs;

    /// <summary>Takes what a compiler made.</summary>
    /// <param name="engine">The general engine.</param>
    /// <param name="program">Its program, each result in a place of its own.</param>
    /// <param name="general">Where its likelihoods lie.</param>
    /// <param name="inputs">Its inputs where nothing is known.</param>
    /// <param name="runner">The program of the cases.</param>
    /// <param name="loader">Where the likelihoods of that lie.</param>
    /// <param name="states">What it reports.</param>
    /// <param name="differing">The variables in which cases differ.</param>
    /// <param name="shared">The numbers of the general program that are parameters of the cases'.</param>
    /// <param name="sharedSteps">The steps that lead to them.</param>
    public SharedProgram(
        ExactEngine engine,
        SessionProgram program,
        EvidenceLoader general,
        double[] inputs,
        TapeRunner runner,
        EvidenceLoader loader,
        ReportedStates states,
        Variable[] differing,
        int[] shared,
        ulong[] sharedSteps)
    {
        _engine = engine;
        _program = program;
        _general = general;
        _inputs = inputs;
        _runner = runner;
        _loader = loader;
        _states = states;
        _differing = differing;
        _shared = shared;
        _sharedSteps = sharedSteps;
        SharedLength = program.LengthOf(sharedSteps);
    }

    /// <summary>How many products a case takes.</summary>
    public int Length => _runner.Tape.TermCount;

    /// <summary>How many products all cases share.</summary>
    public int SharedLength { get; }

    /// <summary>Whether so many cases are sooner answered by this program than by the general one.</summary>
    /// <param name="count">How many cases.</param>
    public bool IsWorth(int count)
    {
        // A product on scalars takes half as long as one on a vector of them. A quarter must be gained: a further program takes its place in the caches.
        long blocks = (count + _runner.DoubleWidth - 1) / _runner.DoubleWidth;
        return 5 * ((SharedLength / 2) + (blocks * Length)) < 4 * blocks * _engine.ProgramLength;
    }

    /// <summary>Memory for answers of which nothing is kept: to be given back to <see cref="ExactEngine"/>.</summary>
    public BatchPosteriors Lend(int count) => new(_states, count, isLent: true);

    /// <summary>Whether an answer may stand; if not, the general program is to be asked.</summary>
    public static bool IsTrusted(BatchPosteriors answers, int index) => answers.LogEvidence[index] is >= SmallestTrustedLog and <= double.MaxValue;

    /// <summary>Answers some cases.</summary>
    /// <param name="known">What all of them know.</param>
    /// <param name="cases">The cases: that, and more of the variables that differ.</param>
    /// <param name="answers">Room for them, lent by this program. Their log P(evidence) lacks what scaling took from what is known, and nothing more is to be read of it than whether an answer may stand.</param>
    public void Run(Evidence known, IReadOnlyList<Evidence> cases, BatchPosteriors answers)
    {
        var columns = new EvidenceColumns(_engine.Network, cases.Count);
        foreach (Variable variable in _differing)
        {
            var likelihoods = new double[variable.StateCount * cases.Count];
            for (int i = 0; i < cases.Count; i++)
            {
                ReadOnlySpan<double> own = cases[i].LikelihoodsOf(variable);
                for (int s = 0; s < variable.StateCount; s++)
                {
                    likelihoods[(s * cases.Count) + i] = own.IsEmpty ? 1 : own[s];
                }
            }

            columns.SetLikelihoods(variable, likelihoods);
        }

        var source = new CaseSource(_loader, columns, Shared(known));
        ShardedLoop.Run(
            cases.Count,
            ExactEngine.ShardSize(Length, cases.Count),
            BatchOptions.Default,
            (_, start, end) =>
            {
                CaseSource own = source;
                var sink = new BatchSink(answers);
                LaneDriver.Run(_runner, _runner.Double, ref own, ref sink, new LaneRows(start, end));
            },
            CancellationToken.None);
    }

    // The numbers that all cases share.
    private double[] Shared(Evidence known)
    {
        int count = _program.InputCount + _program.StepCount;
        double[] values = ArrayPool<double>.Shared.Rent(count);
        try
        {
            _inputs.CopyTo(values, 0);
            foreach (Variable variable in known.Variables)
            {
                EvidenceLoader.Scale(known.LikelihoodsOf(variable), values.AsSpan(_general.SlotOf(variable.Index), variable.StateCount));
            }

            _program.Run(_sharedSteps, _sharedSteps, values, before: null);
            return [.. _shared.Select(number => values[number])];
        }
        finally
        {
            ArrayPool<double>.Shared.Return(values);
        }
    }
}
