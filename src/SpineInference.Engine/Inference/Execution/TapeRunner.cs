using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>A tape with the workspaces to run it on every kind of lane.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed unsafe class TapeRunner
{
    private const string WrongWorkspace = "The workspace is of another tape.";

    private readonly CodeEmission? _code;


    /// <summary>Wraps a tape.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="parameters">Values of its parameters, put into every new workspace.</param>
    /// <param name="mode">The vectors to use.</param>
    /// <param name="memory">Where workspaces lie; null for the managed heap.</param>
    /// <param name="code">When single queries run on machine code.</param>
    public TapeRunner(Tape tape, double[] parameters, LaneMode mode, ILaneMemory? memory = null, MachineCode code = MachineCode.Never)
    {
        _code = code == MachineCode.Never ? null : new CodeEmission(tape, code);
        TapeBounds.Check(tape);
        Tape = tape;
        mode = mode == LaneMode.Automatic ? LaneModes.Default : mode;
        DoubleWidth = mode switch { LaneMode.Vector512 => 8, LaneMode.Vector256 => 4, _ => 1 };
        SingleWidth = mode switch { LaneMode.Vector512 => 16, LaneMode.Vector256 => 8, _ => 1 };
        memory ??= new LaneMemory();
        Scalar = new(() => WithParameters(new Workspace<double>(tape, 1, static x => x, memory)));
        Double = new(() => WithParameters(new Workspace<double>(tape, DoubleWidth, static x => x, memory)));
        Single = new(() =>
        {
            var workspace = new Workspace<float>(tape, SingleWidth, static x => (float)x, memory);
            SetParameters<float, SingleLane>(workspace, parameters, static x => (float)x);
            return workspace;
        });
        Scaled = new(() =>
        {
            var workspace = new Workspace<ScaledDouble>(tape, 1, static x => x, memory);
            SetParameters(workspace, parameters);
            return workspace;
        });

        Workspace<double> WithParameters(Workspace<double> workspace)
        {
            SetParameters(workspace, parameters);
            return workspace;
        }
    }

    /// <summary>The program.</summary>
    public Tape Tape { get; }

    /// <summary>Whether single queries run on machine code by now.</summary>
    public bool RunsMachineCode => _code is { IsEmitted: true };

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

    /// <summary>Puts parameters into a workspace, the same in every lane, and computes the scalars that follow from them.</summary>
    public void SetParameters(Workspace<double> workspace, ReadOnlySpan<double> parameters) =>
        SetParameters<double, ScalarLane>(workspace, parameters, static x => x);

    /// <summary>Puts parameters into a workspace of extended range, and computes the scalars that follow from them.</summary>
    public void SetParameters(Workspace<ScaledDouble> workspace, ReadOnlySpan<double> parameters) =>
        SetParameters<ScaledDouble, ScaledLane>(workspace, parameters, static x => x);

    /// <summary>Runs the forward steps on doubles, of whatever width the workspace has: all of a tape without a seed.</summary>
    public void Run(Workspace<double> workspace)
    {
        if (workspace.Width != 1 || _code is null || !_code.TryRun(workspace.Slots, workspace.Scalars))
        {
            Run(Tape.Forward, workspace);
        }
    }

    /// <summary>Runs the backward steps on doubles, once the seed is in its slot.</summary>
    public void RunBackward(Workspace<double> workspace) => Run(Tape.Backward, workspace);

    /// <summary>Runs the forward steps on singles, of whatever width the workspace has.</summary>
    public void Run(Workspace<float> workspace)
    {
        Debug.Assert(workspace.Fits(Tape), WrongWorkspace);
        switch (workspace.Width)
        {
            case 1:
                TapeInterpreter.Run<float, float, SingleLane>(Tape.Forward, workspace.Slots, workspace.Scalars, workspace.Accumulators);
                break;
            case 8:
                TapeInterpreter.Run<Vector256<float>, float, Single256Lane>(
                    Tape.Forward, (Vector256<float>*)workspace.Slots, workspace.Scalars, (Vector256<float>*)workspace.Accumulators);
                break;
            default:
                TapeInterpreter.Run<Vector512<float>, float, Single512Lane>(
                    Tape.Forward, (Vector512<float>*)workspace.Slots, workspace.Scalars, (Vector512<float>*)workspace.Accumulators);
                break;
        }
    }

    /// <summary>Runs the forward steps in extended range.</summary>
    public void Run(Workspace<ScaledDouble> workspace) => Run<ScaledLane>(Tape.Forward, workspace);

    /// <summary>Runs the backward steps in extended range, once the seed is in its slot.</summary>
    public void RunBackward(Workspace<ScaledDouble> workspace) => Run<ScaledLane>(Tape.Backward, workspace);

    /// <summary>Runs the forward steps in extended range with maxima in place of sums.</summary>
    public void RunMaximum(Workspace<ScaledDouble> workspace) => Run<MaximumLane>(Tape.Forward, workspace);

    /// <summary>Runs the backward steps of a seeded tape in extended range, once the forward steps have run.</summary>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="gradient">Receives ∂log P(evidence)/∂parameter for each output; 0 where the evidence is impossible.</param>
    /// <returns>log P(evidence).</returns>
    public double FinishScaledGradient(Workspace<ScaledDouble> workspace, Span<double> gradient)
    {
        ScaledDouble probability = workspace.Slots[Tape.Root];
        gradient.Clear();
        if (probability.IsZero)
        {
            return double.NegativeInfinity;
        }

        workspace.Slots[Tape.SeedSlot] = (ScaledDouble)1 / probability;
        workspace.ClearAccumulators(Tape);
        RunBackward(workspace);
        for (int k = 0; k < gradient.Length; k++)
        {
            gradient[k] = Tape.Outputs[k] < 0 ? 0 : workspace.Accumulators[Tape.Outputs[k]].ToDouble();
        }

        return probability.Log;
    }

    private void Run(StepList steps, Workspace<double> workspace)
    {
        Debug.Assert(workspace.Fits(Tape), WrongWorkspace);
        switch (workspace.Width)
        {
            case 1:
                TapeInterpreter.Run<double, double, ScalarLane>(steps, workspace.Slots, workspace.Scalars, workspace.Accumulators);
                break;
            case 4:
                TapeInterpreter.Run<Vector256<double>, double, Vector256Lane>(
                    steps, (Vector256<double>*)workspace.Slots, workspace.Scalars, (Vector256<double>*)workspace.Accumulators);
                break;
            default:
                TapeInterpreter.Run<Vector512<double>, double, Vector512Lane>(
                    steps, (Vector512<double>*)workspace.Slots, workspace.Scalars, (Vector512<double>*)workspace.Accumulators);
                break;
        }
    }

    private void Run<TOperations>(StepList steps, Workspace<ScaledDouble> workspace)
        where TOperations : struct, ILaneOperations<ScaledDouble, ScaledDouble>
    {
        Debug.Assert(workspace.Fits(Tape), WrongWorkspace);
        TapeInterpreter.Run<ScaledDouble, ScaledDouble, TOperations>(steps, workspace.Slots, workspace.Scalars, workspace.Accumulators);
    }

    private void SetParameters<TElement, TOperations>(
        Workspace<TElement> workspace, ReadOnlySpan<double> parameters, Func<double, TElement> convert)
        where TElement : unmanaged
        where TOperations : struct, ILaneOperations<TElement, TElement>
    {
        for (int i = 0; i < Tape.ParameterCount; i++)
        {
            if (Tape.HasParameterLanes)
            {
                workspace.Fill(Tape.FirstParameterSlot + i, convert(parameters[i]));
            }
            else
            {
                workspace.Scalars[i] = convert(parameters[i]);
            }
        }

        Debug.Assert(workspace.Fits(Tape) && parameters.Length >= Tape.ParameterCount, WrongWorkspace);

        // To the prologue the scalars are slots.
        TapeInterpreter.Run<TElement, TElement, TOperations>(Tape.Prologue, workspace.Scalars, workspace.Scalars, workspace.Scalars);
    }
}
