namespace SpineInference.Engine.Inference.Execution;

/// <summary>Some steps of a tape, in the order in which they run.</summary>
/// <remarks>
/// <para>Steps of one shape stand together in runs. A run is four numbers: where its results go (0: a slot; 1: added to an accumulator),
/// how many terms multiply a scalar by a slot, how many multiply two slots, and how many steps it has. A step is its result and then its
/// pairs of operands, those with a scalar first.</para>
/// <para>Numbers of slots are 16 bits wide where all fit, otherwise 32.</para>
/// </remarks>
/// <param name="Runs">The runs, four numbers each.</param>
/// <param name="NarrowCode">The numbers of all steps, where they fit 16 bits; otherwise empty.</param>
/// <param name="WideCode">The numbers of all steps, where they need 32 bits; otherwise empty.</param>
internal sealed record StepList(int[] Runs, ushort[] NarrowCode, int[] WideCode)
{
    /// <summary>How many numbers describe a run.</summary>
    public const int RunLength = 4;

    /// <summary>No steps.</summary>
    public static StepList Empty { get; } = new([], [], []);

    /// <summary>Whether numbers of 16 bits are wide enough for all operands and results.</summary>
    public static bool IsNarrow(params ReadOnlySpan<int> counts) => !counts.ContainsAnyExceptInRange(0, ushort.MaxValue + 1);

    /// <summary>How many numbers all steps have together.</summary>
    public int CodeLength => NarrowCode.Length + WideCode.Length;

    /// <summary>One number of the code.</summary>
    public int CodeAt(int place) => WideCode.Length > 0 ? WideCode[place] : NarrowCode[place];
}
