using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>The kernel is the widest of the processor, or the one that SPINEINFERENCE_KERNEL names.</summary>
public class KernelTests
{
    [SkippableTheory]
    [InlineData("scalar", LaneMode.Scalar)]
    [InlineData("avx2", LaneMode.Vector256)]
    [InlineData("avx512", LaneMode.Vector512)]
    public void Parse_NameOfAKernel_IsThatKernel(string name, object mode)
    {
        Skip.IfNot(LaneModes.IsSupported((LaneMode)mode), $"This processor lacks {name}.");
        Assert.Equal((LaneMode)mode, LaneModes.Parse(name));
        Assert.Equal(name, LaneModes.NameOf((LaneMode)mode));
    }

    [Fact]
    public void Parse_AnotherName_IsRefusedWithThoseThereAre()
    {
        string message = Assert.Throws<NotSupportedException>(static () => LaneModes.Parse("sse")).Message;
        Assert.Contains("SPINEINFERENCE_KERNEL: got 'sse'; expected scalar, avx2 or avx512", message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Parse_KernelThatTheProcessorLacks_IsRefused()
    {
        Skip.If(LaneModes.IsSupported(LaneMode.Vector512), "This processor has every kernel.");
        Assert.Contains("lacks 'avx512'", Assert.Throws<NotSupportedException>(static () => LaneModes.Parse("avx512")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_IsWhatTheEnvironmentNames_OrTheWidest()
    {
        LaneMode expected = LaneModes.Parse(Environment.GetEnvironmentVariable(LaneModes.Variable));
        Assert.Equal(expected, LaneModes.Default);
        var tape = new TapeRunner(EmptyTape(), [], LaneMode.Automatic);
        Assert.Equal(expected switch { LaneMode.Vector512 => 8, LaneMode.Vector256 => 4, _ => 1 }, tape.DoubleWidth);
    }

    private static Tape EmptyTape() => new()
    {
        EvidenceCount = 0,
        ParameterCount = 0,
        HasParameterLanes = true,
        HasSeed = false,
        Constants = [0, 1],
        ScalarCount = 2,
        SlotCount = 2,
        AccumulatorCount = 0,
        Prologue = StepList.Empty,
        Forward = StepList.Empty,
        Backward = StepList.Empty,
        Root = 0,
        Outputs = [],
        TermCount = 0,
    };
}
