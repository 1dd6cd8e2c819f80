using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Decides when the steps of a program become machine code, and holds it.</summary>
/// <remarks>Safe for concurrent use: until the code is there the interpreter serves, with the same numbers.</remarks>
internal sealed class CodeEmission
{
    /// <summary>The environment variable that chooses: <c>interpreted</c> or <c>emitted</c>.</summary>
    public const string Variable = "SPINEINFERENCE_CODE";

    // Longer programs gain little and take seconds to compile: docs/decisions/0053.
    private const int LongestProgram = 40_000;

    // About as many runs as the code must save before it has paid for itself: whoever has asked so often may well ask as often again.
    private const int RunsBefore = 100_000;

    private static readonly Lazy<MachineCode> Chosen = new(static () => Parse(Environment.GetEnvironmentVariable(Variable)));

    private readonly StepList _steps;
    private EmittedSteps? _code;
    private int _left;

    /// <summary>Decides for one program.</summary>
    /// <param name="tape">A program of queries.</param>
    /// <param name="wish">What the options say.</param>
    public CodeEmission(Tape tape, MachineCode wish)
    {
        _steps = tape.Forward;
        MachineCode mode = wish == MachineCode.Automatic ? Chosen.Value : wish;
        bool isFit = EmittedSteps.IsSupported && (tape.TermCount <= LongestProgram || mode == MachineCode.AtOnce);
        _left = isFit && mode != MachineCode.Never ? RunsBefore : -1;
        if (_left > 0 && mode == MachineCode.AtOnce)
        {
            _left = -1;
            Emit();
        }
    }

    /// <summary>Whether machine code runs.</summary>
    public bool IsEmitted => Volatile.Read(ref _code) is not null;

    /// <summary>What a name chooses.</summary>
    /// <param name="name">The name; null or empty for the automatic choice.</param>
    /// <exception cref="NotSupportedException">It names none.</exception>
    public static MachineCode Parse(string? name) => name switch
    {
        null or "" => MachineCode.Automatic,
        "interpreted" => MachineCode.Never,
        "emitted" => MachineCode.AtOnce,
        _ => throw new NotSupportedException($"{Variable}: got '{name}'; expected interpreted or emitted, or nothing to let the program's length decide."),
    };

    /// <summary>Runs the steps on one lane if they are machine code.</summary>
    /// <returns>Whether they were.</returns>
    public unsafe bool TryRun(double* slots, double* scalars)
    {
        if (_code is { } code)
        {
            code.Run(slots, scalars);
            return true;
        }

        // Threads that count at the same time lose some: it does not matter which run is the last.
        if (_left > 0 && --_left == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Emit(), this, preferLocal: false);
        }

        return false;
    }

    private void Emit()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            EmittedSteps? code = EmittedSteps.Create(_steps);
            code?.Prepare();
            Volatile.Write(ref _code, code);
        }
    }
}
