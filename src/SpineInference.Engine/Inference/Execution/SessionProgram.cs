using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>A tape of queries in which every result keeps a place of its own, and which step depends on what.</summary>
/// <remarks>
/// <para>The steps of a tape share slots; here the result of step k is number (inputs) + k, so a run's values can be kept and
/// any step done again when something it reads has changed. Sets of steps are bits in the order of the steps, which is an order in which they
/// may be done.</para>
/// <para>Immutable but for the sets, which are made when first asked for; safe for concurrent use.</para>
/// </remarks>
internal sealed class SessionProgram
{
    private readonly double[] _constants;
    private readonly int[] _starts;
    private readonly int[] _scalarTerms;
    private readonly int[] _operands;
    private readonly ulong[]?[] _affected;
    private readonly ulong[]?[] _needed;
    private readonly int[][] _outputNumbers;

    /// <summary>Gives the results of a tape places of their own.</summary>
    /// <param name="tape">A tape of queries.</param>
    /// <param name="states">What it reports.</param>
    /// <param name="variableCount">How many variables the network has.</param>
    public SessionProgram(Tape tape, ReportedStates states, int variableCount)
    {
        Debug.Assert(!tape.HasSeed && tape.Prologue.CodeLength == 0, "A tape of queries has forward steps alone.");
        InputCount = tape.FirstResultSlot;
        _constants = tape.Constants;
        var numberOf = new int[tape.SlotCount];
        for (int slot = 0; slot < InputCount; slot++)
        {
            numberOf[slot] = slot;
        }

        var starts = new List<int>();
        var scalarTerms = new List<int>();
        var operands = new List<int>(2 * tape.TermCount);
        StepList steps = tape.Forward;
        StepWalker.ForEachStep(steps, (_, place, scalars, slots) =>
        {
            int result = steps.CodeAt(place++);
            starts.Add(operands.Count);
            scalarTerms.Add(scalars);
            for (int k = 0; k < scalars + slots; k++, place += 2)
            {
                int first = steps.CodeAt(place);
                operands.Add(k < scalars ? first : numberOf[first]);
                operands.Add(numberOf[steps.CodeAt(place + 1)]);
            }

            numberOf[result] = InputCount + starts.Count - 1;
        });
        starts.Add(operands.Count);
        _starts = [.. starts];
        _scalarTerms = [.. scalarTerms];
        _operands = [.. operands];
        Root = numberOf[tape.Root];

        // Outputs outlive the last step, so their slots still hold them.
        _outputNumbers = [.. Enumerable.Range(0, variableCount).Select(v => states.Offsets[v] < 0
            ? []
            : tape.Outputs.AsSpan(states.Offsets[v], states.Network.Variables[v].StateCount).ToArray().Select(slot => numberOf[slot]).ToArray())];
        _affected = new ulong[]?[variableCount];
        _needed = new ulong[]?[variableCount + 1];
    }

    /// <summary>How many numbers are inputs.</summary>
    public int InputCount { get; }

    /// <summary>How many steps there are.</summary>
    public int StepCount => _scalarTerms.Length;

    /// <summary>The number of P(evidence).</summary>
    public int Root { get; }

    /// <summary>How many words a set of steps has.</summary>
    public int WordCount => (StepCount + 63) / 64;

    /// <summary>The operands of a step, two for each term: a scalar of the tape and a number in the first terms, two numbers in the others.</summary>
    public ReadOnlySpan<int> OperandsOf(int step) => _operands.AsSpan(_starts[step].._starts[step + 1]);

    /// <summary>How many of a step's terms have a scalar.</summary>
    public int ScalarTermsOf(int step) => _scalarTerms[step];

    /// <summary>The numbers of a variable's outputs; empty where it is not reported.</summary>
    public int[] OutputsOf(int variable) => _outputNumbers[variable];

    /// <summary>The steps that depend on the likelihoods of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="firstSlot">Its first likelihood.</param>
    /// <param name="count">How many it has.</param>
    public ulong[] Affected(int variable, int firstSlot, int count)
    {
        if (Volatile.Read(ref _affected[variable]) is { } known)
        {
            return known;
        }

        var isAffected = new bool[InputCount + StepCount];
        isAffected.AsSpan(firstSlot, count).Fill(true);
        var set = new ulong[WordCount];
        for (int step = 0; step < StepCount; step++)
        {
            int end = _starts[step + 1];
            int place = _starts[step];
            int slots = place + (2 * _scalarTerms[step]);
            bool any = false;
            for (; place < slots; place += 2)
            {
                any |= isAffected[_operands[place + 1]];
            }

            for (; place < end; place++)
            {
                any |= isAffected[_operands[place]];
            }

            if (any)
            {
                isAffected[InputCount + step] = true;
                set[step >> 6] |= 1UL << (step & 63);
            }
        }

        Volatile.Write(ref _affected[variable], set);
        return set;
    }

    /// <summary>How many products some steps have.</summary>
    public int LengthOf(ReadOnlySpan<ulong> steps)
    {
        int terms = 0;
        for (int word = 0; word < steps.Length; word++)
        {
            for (ulong bits = steps[word]; bits != 0; bits &= bits - 1)
            {
                int step = (word << 6) + BitOperations.TrailingZeroCount(bits);
                terms += (_starts[step + 1] - _starts[step]) / 2;
            }
        }

        return terms;
    }

    /// <summary>The steps that P(evidence) needs.</summary>
    public ulong[] NeededByRoot() => Needed(_needed.Length - 1, [Root]);

    /// <summary>The steps that the posterior of a variable needs.</summary>
    public ulong[] NeededBy(int variable) => Needed(variable, [.. _outputNumbers[variable], Root]);

    /// <summary>Does some steps again, in their order.</summary>
    /// <param name="steps">The set of them.</param>
    /// <param name="mask">Only those that are in this set, too.</param>
    /// <param name="values">All numbers; those of the steps are replaced.</param>
    /// <param name="before">Receives, if not null, each number that is replaced with its value before.</param>
    /// <returns>How many products were computed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Run(ReadOnlySpan<ulong> steps, ReadOnlySpan<ulong> mask, double[] values, List<(int Number, double Value)>? before)
    {
        int terms = 0;
        for (int word = 0; word < mask.Length; word++)
        {
            for (ulong bits = steps[word] & mask[word]; bits != 0; bits &= bits - 1)
            {
                int step = (word << 6) + BitOperations.TrailingZeroCount(bits);
                int end = _starts[step + 1];
                int place = _starts[step];
                int slots = place + (2 * _scalarTerms[step]);
                terms += (end - place) / 2;
                double sum = 0;
                for (; place < slots; place += 2)
                {
                    sum = ScalarLane.MultiplyAdd(_constants[_operands[place]], values[_operands[place + 1]], sum);
                }

                for (; place < end; place += 2)
                {
                    sum = ScalarLane.MultiplyAdd(values[_operands[place]], values[_operands[place + 1]], sum);
                }

                ref double value = ref values[InputCount + step];
                before?.Add((InputCount + step, value));
                value = sum;
            }
        }

        return terms;
    }

    private ulong[] Needed(int key, int[] wanted)
    {
        if (Volatile.Read(ref _needed[key]) is { } known)
        {
            return known;
        }

        var isNeeded = new bool[InputCount + StepCount];
        foreach (int number in wanted)
        {
            isNeeded[number] = true;
        }

        var set = new ulong[WordCount];
        for (int step = StepCount - 1; step >= 0; step--)
        {
            if (!isNeeded[InputCount + step])
            {
                continue;
            }

            set[step >> 6] |= 1UL << (step & 63);
            int scalars = _scalarTerms[step];
            for (int place = _starts[step]; place < _starts[step + 1]; place += 2, scalars--)
            {
                if (scalars <= 0)
                {
                    isNeeded[_operands[place]] = true;
                }

                isNeeded[_operands[place + 1]] = true;
            }
        }

        Volatile.Write(ref _needed[key], set);
        return set;
    }
}
