namespace SpineInference.Engine.Inference.Execution;

/// <summary>Writes the posteriors of one case in the flat layout of states.</summary>
/// <param name="states">What is reported.</param>
/// <param name="posteriors">Receives them; NaN for variables not reported, and for all where the evidence is impossible.</param>
internal unsafe ref struct PosteriorSink(ReportedStates states, Span<double> posteriors) : ILaneSink
{
    private readonly Span<double> _posteriors = posteriors;

    /// <summary>log P(evidence).</summary>
    public double Log { get; private set; }

    /// <inheritdoc/>
    public readonly void Begin(TapeRunner runner, Workspace<double> workspace)
    {
    }

    /// <inheritdoc/>
    public readonly void Block(TapeRunner runner, Workspace<double> workspace, scoped ReadOnlySpan<int> rows, scoped ReadOnlySpan<double> logs)
    {
    }

    // Each variable is divided by the sum over its own states, which is P(evidence) up to rounding: so each posterior is at most 1, and
    // one that is certain is 1.

    /// <inheritdoc/>
    public void Lane(TapeRunner runner, Workspace<double> workspace, int lane, int row, double log)
    {
        Log = log;
        if (states.Count < _posteriors.Length)
        {
            _posteriors.Fill(double.NaN);
        }

        double* slots = workspace.Slots;
        int[] outputs = runner.Tape.Outputs;
        int[] likelihoods = states.LikelihoodSlots;
        int next = 0;
        foreach (int count in states.Counts)
        {
            Span<double> own = _posteriors.Slice(states.FlatPlaces[next], count);
            double sum = 0;
            for (int s = 0; s < count; s++, next++)
            {
                sum += own[s] = slots[likelihoods[next]] * slots[outputs[next]];
            }

            for (int s = 0; s < count; s++)
            {
                own[s] /= sum;
            }
        }
    }

    /// <inheritdoc/>
    public void Extended(TapeRunner runner, Workspace<ScaledDouble> workspace, int row, double logBound) =>
        Log = ReadExtended(states, runner, workspace, logBound, _posteriors);

    /// <inheritdoc/>
    public readonly void End(TapeRunner runner, Workspace<double> workspace)
    {
    }

    /// <summary>Reads posteriors in the flat layout from a run in extended range.</summary>
    /// <returns>log P(evidence).</returns>
    public static double ReadExtended(
        ReportedStates states, TapeRunner runner, Workspace<ScaledDouble> workspace, double logBound, Span<double> posteriors)
    {
        posteriors.Fill(double.NaN);
        ScaledDouble probability = workspace.Slots[runner.Tape.Root];
        int next = 0;
        for (int v = 0; v < states.Counts.Length && !probability.IsZero; v++)
        {
            ScaledDouble sum = 0;
            for (int s = 0; s < states.Counts[v]; s++)
            {
                sum += Joint(next + s);
            }

            for (int s = 0; s < states.Counts[v]; s++, next++)
            {
                posteriors[states.FlatPlaces[next]] = (Joint(next) / sum).ToDouble();
            }
        }

        return Math.Min(logBound, probability.Log);

        ScaledDouble Joint(int output) => workspace.Slots[states.LikelihoodSlots[output]] * workspace.Slots[runner.Tape.Outputs[output]];
    }
}
