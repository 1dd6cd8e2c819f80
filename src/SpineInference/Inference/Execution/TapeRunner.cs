using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpineInference.Inference.Execution;

/// <summary>A tape with the workspaces to run it on every kind of lane.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed unsafe class TapeRunner
{
    private readonly LaneMode _mode;

    /// <summary>Wraps a tape.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="parameters">Values of its parameter slots, put into every new workspace.</param>
    /// <param name="mode">The vectors to use.</param>
    public TapeRunner(Tape tape, double[] parameters, LaneMode mode)
    {
        Tape = tape;
        _mode = mode == LaneMode.Automatic ? Widest() : mode;
        DoubleWidth = _mode switch { LaneMode.Vector512 => 8, LaneMode.Vector256 => 4, _ => 1 };
        SingleWidth = _mode switch { LaneMode.Vector512 => 16, LaneMode.Vector256 => 8, _ => 1 };
        Scalar = new(() => new(tape, 1, parameters, static x => x));
        Double = new(() => new(tape, DoubleWidth, parameters, static x => x));
        Single = new(() => new(tape, SingleWidth, parameters, static x => (float)x));
        Scaled = new(() => new(tape, 1, parameters, static x => x));
    }

    /// <summary>The program.</summary>
    public Tape Tape { get; }

    /// <summary>How many doubles a vector lane holds.</summary>
    public int DoubleWidth { get; }

    /// <summary>How many singles a vector lane holds.</summary>
    public int SingleWidth { get; }

    /// <summary>Workspaces of one double a slot.</summary>
    public WorkspacePool<double> Scalar { get; }

    /// <summary>Workspaces of <see cref="DoubleWidth"/> doubles a slot.</summary>
    public WorkspacePool<double> Double { get; }

    /// <summary>Workspaces of <see cref="SingleWidth"/> singles a slot.</summary>
    public WorkspacePool<float> Single { get; }

    /// <summary>Workspaces of extended range.</summary>
    public WorkspacePool<ScaledDouble> Scaled { get; }

    /// <summary>Runs the tape on doubles, of whatever width the workspace has.</summary>
    public void Run(Workspace<double> workspace)
    {
        switch (workspace.Width)
        {
            case 1:
                TapeInterpreter.Run<double, ScalarLane>(Tape, workspace.Slots);
                break;
            case 4:
                TapeInterpreter.Run<Vector256<double>, Vector256Lane>(Tape, (Vector256<double>*)workspace.Slots);
                break;
            default:
                TapeInterpreter.Run<Vector512<double>, Vector512Lane>(Tape, (Vector512<double>*)workspace.Slots);
                break;
        }
    }

    /// <summary>Runs the tape on singles, of whatever width the workspace has.</summary>
    public void Run(Workspace<float> workspace)
    {
        switch (workspace.Width)
        {
            case 1:
                TapeInterpreter.Run<float, SingleLane>(Tape, workspace.Slots);
                break;
            case 8:
                TapeInterpreter.Run<Vector256<float>, Single256Lane>(Tape, (Vector256<float>*)workspace.Slots);
                break;
            default:
                TapeInterpreter.Run<Vector512<float>, Single512Lane>(Tape, (Vector512<float>*)workspace.Slots);
                break;
        }
    }

    /// <summary>Runs the tape in extended range.</summary>
    public void Run(Workspace<ScaledDouble> workspace) => TapeInterpreter.Run<ScaledDouble, ScaledLane>(Tape, workspace.Slots);

    /// <summary>Runs the tape in extended range with maxima in place of sums.</summary>
    public void RunMaximum(Workspace<ScaledDouble> workspace) => TapeInterpreter.Run<ScaledDouble, MaximumLane>(Tape, workspace.Slots);

    // Vector512.IsHardwareAccelerated can be false where AVX-512 exists but the runtime prefers narrower vectors; here wider ones pay.
    private static LaneMode Widest() => Avx512F.IsSupported ? LaneMode.Vector512
        : Vector256.IsHardwareAccelerated || Vector128.IsHardwareAccelerated ? LaneMode.Vector256
        : LaneMode.Scalar;
}
