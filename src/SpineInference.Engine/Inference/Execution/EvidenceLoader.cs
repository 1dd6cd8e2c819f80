using System.Diagnostics;
using System.Numerics;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Puts evidence into the likelihood slots of a workspace.</summary>
/// <remarks>
/// Likelihoods count up to a common factor, but log P(evidence) is that of the likelihoods as given. A variable whose largest likelihood
/// is above 1, or far below, is therefore scaled by a power of two to at most 1, which is exact, and the logarithm is corrected: within a
/// tape nothing then overflows, no probability is above 1, and what underflows is truly improbable.
/// </remarks>
internal sealed unsafe class EvidenceLoader
{
    private const double SmallestMaximum = 1.0 / (1L << 32);

    private readonly BayesianNetwork _network;
    private readonly StateLayout _layout;
    private readonly int[] _slotOfVariable;
    private readonly int _slotCount;

    /// <summary>Creates a loader for tapes whose likelihood slots are those of the variables that carry evidence, in order.</summary>
    public EvidenceLoader(BayesianNetwork network, StateLayout layout, bool[] carriesEvidence)
    {
        _network = network;
        _layout = layout;
        _slotOfVariable = new int[layout.Counts.Length];
        int slot = 0;
        for (int v = 0; v < layout.Counts.Length; v++)
        {
            _slotOfVariable[v] = carriesEvidence[v] ? slot : -1;
            slot += carriesEvidence[v] ? layout.Counts[v] : 0;
        }

        _slotCount = slot;
    }

    /// <summary>The first likelihood slot of a variable, or -1 where it carries no evidence.</summary>
    public int SlotOf(int variable) => _slotOfVariable[variable];

    /// <summary>Checks and scales one case's likelihoods.</summary>
    /// <param name="likelihoods">The flat layout of all states.</param>
    /// <param name="destination">Receives those of the variables that carry evidence.</param>
    /// <returns>The logarithm of what the scaling took away.</returns>
    /// <exception cref="ArgumentException">A likelihood is unfit, or stands on a variable that carries none.</exception>
    public double Load(ReadOnlySpan<double> likelihoods, Span<double> destination)
    {
        double logScale = 0;
        for (int v = 0; v < _slotOfVariable.Length; v++)
        {
            int offset = _layout.Offsets[v];
            int count = _layout.Offsets[v + 1] - offset;
            double smallest = double.PositiveInfinity;
            double largest = 0;
            for (int s = offset; s < offset + count; s++)
            {
                double likelihood = likelihoods[s];
                if (!(likelihood >= 0 && likelihood <= double.MaxValue))
                {
                    throw Unfit(v, likelihood, nameof(likelihoods));
                }

                largest = Math.Max(largest, likelihood);
                smallest = Math.Min(smallest, likelihood);
            }

            int slot = _slotOfVariable[v];
            if (slot < 0)
            {
                if (smallest != 1 || largest != 1)
                {
                    throw NoEvidenceAllowed(_network.Variables[v]);
                }

                continue;
            }

            logScale += Scale(likelihoods.Slice(offset, count), destination.Slice(slot, count));
        }

        return logScale;
    }

    /// <summary>Checks one case's likelihoods.</summary>
    /// <exception cref="ArgumentException">A likelihood is unfit, or stands on a variable that carries none.</exception>
    public void Check(ReadOnlySpan<double> likelihoods)
    {
        for (int v = 0; v < _slotOfVariable.Length; v++)
        {
            ReadOnlySpan<double> own = likelihoods[_layout.Offsets[v].._layout.Offsets[v + 1]];
            foreach (double likelihood in own)
            {
                if (!(likelihood >= 0 && likelihood <= double.MaxValue))
                {
                    throw Unfit(v, likelihood, nameof(likelihoods));
                }
            }

            if (_slotOfVariable[v] < 0 && own.ContainsAnyExcept(1.0))
            {
                throw NoEvidenceAllowed(_network.Variables[v]);
            }
        }
    }

    /// <summary>Loads one case's likelihoods as they are, which were checked, into a workspace of extended range.</summary>
    /// <param name="likelihoods">The flat layout of all states.</param>
    /// <param name="workspace">Receives those of the variables that carry evidence.</param>
    /// <returns>An upper bound of log P(evidence): the sum of the logarithms of the largest likelihoods.</returns>
    public double Load(ReadOnlySpan<double> likelihoods, Workspace<ScaledDouble> workspace)
    {
        Debug.Assert(workspace.SlotCount >= _slotCount && likelihoods.Length == _layout.Total, "The workspace is of another tape.");
        double logBound = 0;
        for (int v = 0; v < _slotOfVariable.Length; v++)
        {
            double largest = 0;
            for (int s = 0; s < _layout.Counts[v] && _slotOfVariable[v] >= 0; s++)
            {
                double likelihood = likelihoods[_layout.Offsets[v] + s];
                workspace.Slots[_slotOfVariable[v] + s] = likelihood;
                largest = Math.Max(largest, likelihood);
            }

            logBound += _slotOfVariable[v] < 0 ? 0 : Math.Log(largest);
        }

        return logBound;
    }

    /// <summary>Loads one case of several, as it is, into a workspace of extended range.</summary>
    /// <returns>An upper bound of log P(evidence).</returns>
    public double Load(EvidenceColumns columns, int row, Workspace<ScaledDouble> workspace)
    {
        var likelihoods = new double[_layout.Total];
        Gather(columns, row, likelihoods);
        return Load(likelihoods, workspace);
    }

    /// <summary>Checks that columns stand only on variables that carry evidence.</summary>
    /// <exception cref="ArgumentException">They do not, or belong to another network.</exception>
    public void Check(EvidenceColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (!ReferenceEquals(columns.Network.Structure, _network.Structure))
        {
            throw new ArgumentException($"The evidence belongs to another network than '{_network.Name}'.", nameof(columns));
        }

        foreach (Variable variable in _network.Variables)
        {
            if (_slotOfVariable[variable.Index] < 0
                && (columns.StatesOf(variable.Index) is not null || columns.LikelihoodsOf(variable.Index) is not null))
            {
                throw NoEvidenceAllowed(variable);
            }
        }
    }

    /// <summary>Makes every variable unknown in every lane.</summary>
    public static void Clear<TElement>(Workspace<TElement> workspace, int evidenceCount)
        where TElement : unmanaged, INumberBase<TElement> =>
        new Span<TElement>(workspace.Slots, evidenceCount * workspace.Width).Fill(TElement.One);

    /// <summary>Loads any cases into the lanes; lanes beyond the last case repeat it.</summary>
    /// <param name="columns">The cases.</param>
    /// <param name="rows">Which, at least 1 and at most the workspace's width.</param>
    /// <param name="workspace">Cleared at least once; every load overwrites the columns of the last.</param>
    /// <param name="logScales">Receives for each lane the logarithm of what the scaling took away.</param>
    /// <param name="scales">What each variable's likelihoods are scaled by; null for as little as a double needs.</param>
    public void Load<TElement>(
        EvidenceColumns columns, ReadOnlySpan<int> rows, Workspace<TElement> workspace, Span<double> logScales, LaneScales? scales = null)
        where TElement : unmanaged, INumberBase<TElement>
    {
        int width = workspace.Width;
        Debug.Assert(rows.Length > 0 && rows.Length <= width && logScales.Length == width, "A block is as wide as its workspace at most.");
        Debug.Assert(workspace.SlotCount >= _slotCount, "The workspace is of another tape.");
        logScales.Clear();
        for (int v = 0; v < _slotOfVariable.Length; v++)
        {
            TElement* slots = workspace.Slots + ((nint)_slotOfVariable[v] * width);
            int stateCount = _layout.Counts[v];
            if (columns.StatesOf(v) is { } states)
            {
                new Span<TElement>(slots, stateCount * width).Clear();
                for (int lane = 0; lane < width; lane++)
                {
                    int state = states[rows[Math.Min(lane, rows.Length - 1)]];
                    if (state >= 0)
                    {
                        slots[(state * width) + lane] = TElement.One;
                        if (scales is not null)
                        {
                            slots[(state * width) + lane] = TElement.CreateTruncating(scales.OfState(_layout.Offsets[v] + state, out double log));
                            logScales[lane] += log;
                        }

                        continue;
                    }

                    for (int s = 0; s < stateCount; s++)
                    {
                        slots[(s * width) + lane] = TElement.One;
                    }
                }
            }
            else if (columns.LikelihoodsOf(v) is { } likelihoods)
            {
                for (int lane = 0; lane < width; lane++)
                {
                    int row = rows[Math.Min(lane, rows.Length - 1)];
                    int exponent = scales?.OfLikelihoods(likelihoods, columns.Count, row, _layout.Offsets[v], stateCount)
                        ?? ExponentOf(likelihoods, columns.Count, row, stateCount);
                    logScales[lane] += exponent * Math.Log(2);
                    for (int s = 0; s < stateCount; s++)
                    {
                        double likelihood = likelihoods[(s * columns.Count) + row];
                        slots[(s * width) + lane] = TElement.CreateTruncating(exponent == 0 ? likelihood : Math.ScaleB(likelihood, -exponent));
                    }
                }
            }
        }
    }

    /// <summary>Writes one case's likelihoods in the flat layout.</summary>
    public void Gather(EvidenceColumns columns, int row, Span<double> likelihoods)
    {
        likelihoods.Fill(1);
        for (int v = 0; v < _slotOfVariable.Length; v++)
        {
            Span<double> target = likelihoods.Slice(_layout.Offsets[v], _layout.Counts[v]);
            if (columns.StatesOf(v) is { } states && states[row] >= 0)
            {
                target.Clear();
                target[states[row]] = 1;
            }
            else if (columns.LikelihoodsOf(v) is { } column)
            {
                for (int s = 0; s < target.Length; s++)
                {
                    target[s] = column[(s * columns.Count) + row];
                }
            }
        }
    }

    /// <summary>Scales the likelihoods of one variable.</summary>
    /// <param name="likelihoods">Fit likelihoods; empty where the variable is unknown.</param>
    /// <param name="target">Receives them; 1 in every state where the variable is unknown.</param>
    /// <returns>The logarithm of what the scaling took away.</returns>
    public static double Scale(ReadOnlySpan<double> likelihoods, Span<double> target)
    {
        if (likelihoods.IsEmpty)
        {
            target.Fill(1);
            return 0;
        }

        likelihoods.CopyTo(target);
        int exponent = ExponentOf(likelihoods, 1, 0, likelihoods.Length);
        if (exponent == 0)
        {
            return 0;
        }

        foreach (ref double likelihood in target)
        {
            likelihood = Math.ScaleB(likelihood, -exponent);
        }

        return exponent * Math.Log(2);
    }

    private static int ExponentOf(ReadOnlySpan<double> likelihoods, int stride, int row, int stateCount)
    {
        double largest = 0;
        for (int s = 0; s < stateCount; s++)
        {
            largest = Math.Max(largest, likelihoods[(s * stride) + row]);
        }

        return NeedsScaling(largest) ? ExponentOf(largest) : 0;
    }

    private static bool NeedsScaling(double largest) => largest > 1 || (largest < SmallestMaximum && largest > 0);

    // The smallest power of two that is not below the number.
    private static int ExponentOf(double largest)
    {
        int exponent = Math.ILogB(largest);
        return Math.ScaleB(largest, -exponent) > 1 ? exponent + 1 : exponent;
    }

    private ArgumentException Unfit(int variable, double likelihood, string parameter) => new(
        $"{_network.Variables[variable].Name}: got a likelihood of {likelihood}; expected finite numbers, not negative.", parameter);

    internal static ArgumentException NoEvidenceAllowed(Variable variable) => new(
        $"{variable.Name} carries evidence, but the engine was compiled without it. Add it to {nameof(ExactEngineOptions)}.{nameof(ExactEngineOptions.EvidenceVariables)}.");
}
