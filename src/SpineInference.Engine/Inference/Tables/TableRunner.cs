using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference.Tables;

/// <summary>Runs a program of tables.</summary>
/// <remarks>
/// <para>A variable that is observed in one state is no loop: of every table only the part in that state is computed. Each result is scaled by a
/// power of two so that its largest entry stays near 1; the logarithm of P(evidence) is corrected, posteriors do not need it. Where the entries of one table
/// are further apart than their products could bear, or P comes out as 0, everything is run again on numbers of extended range.</para>
/// <para>Takes its memory once, at the first query. Safe for concurrent use: queries wait for each other, so that the memory is what was
/// estimated.</para>
/// </remarks>
internal sealed unsafe class TableRunner : IDisposable
{
    // The product of two tables whose entries are no further apart than this stays within the range of a double.
    private const double LargestSpread = 1e150;
    private const double SmallestMaximum = 1e-60;
    private const double LargestMaximum = 1e60;
    private const nuint Alignment = 64;

    private readonly Lock _lock = new();
    private readonly TableProgram _program;
    private readonly long[] _parameterOffsets;
    private readonly int[] _offsets;
    private readonly int[] _observed;
    private readonly double[] _scaled;
    private double* _results;
    private double* _inputs;
    private long _bytes;

    /// <summary>Wraps a program.</summary>
    public TableRunner(TableProgram program)
    {
        _program = program;
        _observed = new int[program.Counts.Length];
        _parameterOffsets = new long[program.Counts.Length + 1];
        _offsets = new int[program.Counts.Length + 1];
        for (int v = 0; v < program.Counts.Length; v++)
        {
            _offsets[v + 1] = _offsets[v] + program.Counts[v];
            _parameterOffsets[v + 1] = _parameterOffsets[v] + program.Parameters[v].Length;
        }

        _scaled = new double[_offsets[^1]];
    }

    /// <summary>Gives the memory back.</summary>
    ~TableRunner() => Free();

    /// <summary>The program.</summary>
    public TableProgram Program => _program;

    /// <summary>Computes all reported posteriors.</summary>
    /// <param name="likelihoods">The likelihoods in the flat layout; fit.</param>
    /// <param name="posteriors">Receives the posteriors in the flat layout; NaN for variables not reported, and for all where the evidence is
    /// impossible.</param>
    /// <returns>log P(evidence).</returns>
    public double Query(ReadOnlySpan<double> likelihoods, Span<double> posteriors)
    {
        posteriors.Fill(double.NaN);
        double logScale = 0;
        double logBound = 0;
        lock (_lock)
        {
            Allocate();
            for (int v = 0; v < _observed.Length; v++)
            {
                ReadOnlySpan<double> own = likelihoods[_offsets[v].._offsets[v + 1]];
                int first = own.IndexOfAnyExcept(0.0);
                _observed[v] = own.Length > 1 && first >= 0 && !own[(first + 1)..].ContainsAnyExcept(0.0) ? first : -1;
                logScale += EvidenceLoader.Scale(own, _scaled.AsSpan(_offsets[v], own.Length));
                logBound += Math.Log(LargestOf(own));
            }

            _scaled.CopyTo(new Span<double>(_inputs + _parameterOffsets[^1], _scaled.Length));
            if (TryRun(out double log))
            {
                Write(posteriors);
                return Math.Min(logBound, log + logScale);
            }
        }

        return ScaledTables.Query(_program, likelihoods, logBound, posteriors);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Allocate()
    {
        if (_results != null)
        {
            return;
        }

        // Not from the managed heap: a stretch of a gigabyte is neither moved nor walked through, and given back when the engine goes.
        long parameters = _parameterOffsets[^1];
        long inputs = parameters + _offsets[^1] + 1;
        long results = Math.Max(1, _program.ResultLength);
        _inputs = (double*)NativeMemory.AlignedAlloc((nuint)inputs * sizeof(double), Alignment);
        _results = (double*)NativeMemory.AlignedAlloc((nuint)results * sizeof(double), Alignment);

        // The collector does not see it: engines that nobody holds any more would keep it long.
        _bytes = (inputs + results) * sizeof(double);
        GC.AddMemoryPressure(_bytes);
        double* next = _inputs;
        foreach (double[] table in _program.Parameters)
        {
            table.CopyTo(new Span<double>(next, table.Length));
            next += table.Length;
        }

        _inputs[parameters + _offsets[^1]] = 1;
    }

    private void Free()
    {
        if (_bytes > 0)
        {
            GC.RemoveMemoryPressure(_bytes);
            _bytes = 0;
        }

        NativeMemory.AlignedFree(_results);
        NativeMemory.AlignedFree(_inputs);
        _results = null;
        _inputs = null;
    }

    private bool TryRun(out double log)
    {
        log = 0;
        long exponents = 0;
        for (int k = 0; k < _program.Steps.Length; k++)
        {
            TableStep step = _program.Steps[k];
            long size = _program.Shapes[step.Result].Size;
            double* result = At(step.Result);
            NativeMemory.Clear(result, (nuint)size * sizeof(double));
            Run(step, result);
            if (!TryScale(result, size, out int exponent))
            {
                return false;
            }

            exponents += k < _program.ForwardCount ? exponent : 0;
        }

        log = Math.Log(*At(_program.Root)) + (exponents * Math.Log(2));
        return true;
    }

    private void Run(TableStep step, double* result)
    {
        double* left = At(step.Left);
        double* right = At(step.Right);
        Span<TableAxis> axes = stackalloc TableAxis[step.Axes.Length];
        int count = 0;
        foreach (TableAxis axis in step.Axes)
        {
            int state = _observed[axis.Variable];
            Debug.Assert(state < axis.Count, "An observed state is beyond the loop.");
            if (state >= 0)
            {
                left += state * axis.Left;
                right += state * axis.Right;
                result += state * axis.Result;
            }
            else if (axis.Count > 1)
            {
                axes[count++] = axis;
            }
        }

        TableKernel.Run(axes[..count], left, right, result);
    }

    private double* At(int table)
    {
        int variables = _program.Counts.Length;
        if (table >= variables)
        {
            return table == _program.One ? _inputs + _parameterOffsets[^1] + _offsets[^1]
                : table < 2 * variables ? _inputs + _parameterOffsets[^1] + _offsets[table - variables]
                : _results + _program.Places[table];
        }

        return _inputs + _parameterOffsets[table];
    }

    private void Write(Span<double> posteriors)
    {
        for (int v = 0; v < _program.Counts.Length; v++)
        {
            if (_program.Derivatives[v] < 0)
            {
                continue;
            }

            double* derivative = At(_program.Derivatives[v]);
            double* indicator = At(_program.IndicatorOf(v));
            Span<double> own = posteriors.Slice(_offsets[v], _program.Counts[v]);
            double sum = 0;
            for (int s = 0; s < own.Length; s++)
            {
                sum += own[s] = indicator[s] * derivative[s];
            }

            foreach (ref double posterior in own)
            {
                posterior /= sum;
            }
        }
    }

    private static double LargestOf(ReadOnlySpan<double> likelihoods)
    {
        double largest = 0;
        foreach (double likelihood in likelihoods)
        {
            largest = Math.Max(largest, likelihood);
        }

        return largest;
    }

    // Scales a result by a power of two if its largest entry is far from 1. False where it is 0, or entries are too far apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryScale(double* table, long size, out int exponent)
    {
        exponent = 0;
        double largest = 0;
        double smallest = double.PositiveInfinity;
        long j = 0;
        Vector256<double> largests = Vector256<double>.Zero;
        Vector256<double> smallests = Vector256.Create(double.PositiveInfinity);
        Vector256<double> infinity = smallests;
        for (; j <= size - 4; j += 4)
        {
            Vector256<double> entries = Vector256.Load(table + j);
            largests = Vector256.Max(largests, entries);
            smallests = Vector256.Min(smallests, Vector256.ConditionalSelect(Vector256.Equals(entries, Vector256<double>.Zero), infinity, entries));
        }

        for (int lane = 0; lane < 4; lane++)
        {
            largest = Math.Max(largest, largests[lane]);
            smallest = Math.Min(smallest, smallests[lane]);
        }

        for (; j < size; j++)
        {
            largest = Math.Max(largest, table[j]);
            smallest = table[j] == 0 ? smallest : Math.Min(smallest, table[j]);
        }

        if (!(largest > 0 && largest <= double.MaxValue) || largest / smallest > LargestSpread)
        {
            return false;
        }

        if (largest is < SmallestMaximum or > LargestMaximum)
        {
            exponent = Math.ILogB(largest);
            double factor = Math.ScaleB(1, -exponent);
            for (j = 0; j < size; j++)
            {
                table[j] *= factor;
            }
        }

        return true;
    }
}
