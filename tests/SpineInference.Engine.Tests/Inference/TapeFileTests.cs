using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A tape comes back from its bytes as it was, narrow or wide.</summary>
public class TapeFileTests
{
    private static readonly byte[] Identity = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];

    public static TheoryData<int[]> Streams => new()
    {
        { Array.Empty<int>() },
        { [0] },
        { [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
        { [int.MaxValue, int.MinValue, 0, -1, 1, 255, -256, 65_536] },
        { [.. Enumerable.Range(0, 1000).Select(static i => (i * i * 7919 % 5003) - 2500)] },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void NumberGroups_Written_ReadBackAlike(int[] differences)
    {
        byte[] bytes = NumberGroups.Write([.. differences.Select(NumberGroups.OfDifference)]);
        var reader = new NumberGroups(bytes);
        foreach (int difference in differences)
        {
            Assert.Equal(difference, reader.NextDifference());
        }

        Assert.True(reader.IsOver);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    public void Tape_Written_ReadsBackAlike(int slotCount)
    {
        Tape tape = Random(slotCount);
        using var stream = new MemoryStream();
        TapeFile.Write(stream, Identity, [2, 0, 1], tape);
        Tape read = TapeFile.Read(stream.ToArray(), Identity, Shape(tape), out int[] order);
        Assert.Equal([2, 0, 1], order);
        Assert.Equal([2, 0, 1], TapeFile.ReadOrder(stream.ToArray()));
        Assert.Equal(tape.Forward.NarrowCode, read.Forward.NarrowCode);
        Assert.Equal(tape.Forward.WideCode, read.Forward.WideCode);
        Assert.Equal(tape.Constants, read.Constants);
        Assert.Equal(tape.Forward.Runs, read.Forward.Runs);
        Assert.Equal(tape.Outputs, read.Outputs);
        Assert.Equal(
            (tape.EvidenceCount, tape.ParameterCount, tape.SlotCount, tape.TermCount, tape.Root),
            (read.EvidenceCount, read.ParameterCount, read.SlotCount, read.TermCount, read.Root));
    }

    [Fact]
    public void Tape_WithAResultAmongTheInputs_IsRefused()
    {
        Tape sound = Random(300);
        using var stream = new MemoryStream();
        ushort[] code = [.. sound.Forward.NarrowCode];
        code[0] = 0;
        TapeFile.Write(stream, Identity, [2, 0, 1], With(sound, new StepList(sound.Forward.Runs, code, [])));
        Assert.Contains(
            "outside its slots",
            Assert.Throws<InvalidTapeException>(() => TapeFile.Read(stream.ToArray(), Identity, Shape(sound), out _)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tape_WithAnOutputThatNothingFills_IsRefused()
    {
        // Slot 12 is written once; then no more.
        Tape sound = Random(300);
        ushort[] code = [.. sound.Forward.NarrowCode];
        StepWalker.ForEachStep(sound.Forward, (_, place, _, _) => code[place] = code[place] == 12 ? (ushort)13 : code[place]);
        foreach (bool isRoot in (bool[])[true, false])
        {
            using var stream = new MemoryStream();
            Tape faulty = With(sound, new StepList(sound.Forward.Runs, code, []), root: isRoot ? 12 : sound.Root, firstOutput: isRoot ? 0 : 12);
            TapeFile.Write(stream, Identity, [2, 0, 1], faulty);
            Assert.Contains(
                "nothing fills",
                Assert.Throws<InvalidTapeException>(() => TapeFile.Read(stream.ToArray(), Identity, Shape(faulty), out _)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Tape_OfAnotherIdentityOrShape_IsRefused()
    {
        Tape tape = Random(300);
        using var stream = new MemoryStream();
        TapeFile.Write(stream, Identity, [2, 0, 1], tape);
        TapeShape shape = Shape(tape);
        Assert.Throws<InvalidTapeException>(() => TapeFile.Read(stream.ToArray(), new byte[32], shape, out _));
        TapeShape[] others =
        [
            shape with { VariableCount = 4 },
            shape with { EvidenceCount = shape.EvidenceCount + 1, ParameterCount = shape.ParameterCount - 1 },
            shape with { ParameterCount = shape.ParameterCount - 1 },
            shape with { OutputCount = shape.OutputCount + 1 },
        ];
        Assert.All(others, other => Assert.Throws<InvalidTapeException>(() => TapeFile.Read(stream.ToArray(), Identity, other, out _)));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 1 })]
    [InlineData(new[] { 0, 1, 3 })]
    [InlineData(new[] { 0, 1 })]
    public void Tape_WithAnOrderThatIsNone_IsRefused(int[] order)
    {
        Tape tape = Random(300);
        using var stream = new MemoryStream();
        TapeFile.Write(stream, Identity, order, tape);
        Assert.Contains(
            "elimination order",
            Assert.Throws<InvalidTapeException>(() => TapeFile.Read(stream.ToArray(), Identity, Shape(tape), out _)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tape_OfDerivatives_IsNotWritten()
    {
        Tape tape = With(Random(300), StepList.Empty, hasSeed: true);
        Assert.Throws<ArgumentException>(() => TapeFile.Write(Stream.Null, Identity, [0], tape));
    }

    private static TapeShape Shape(Tape tape) => new(3, tape.EvidenceCount, tape.ParameterCount, tape.Outputs.Length);

    private static Tape With(Tape tape, StepList forward, bool hasSeed = false, int? root = null, int firstOutput = 0) => new()
    {
        EvidenceCount = tape.EvidenceCount,
        ParameterCount = tape.ParameterCount,
        HasParameterLanes = true,
        HasSeed = hasSeed,
        Constants = tape.Constants,
        ScalarCount = tape.ScalarCount,
        SlotCount = tape.SlotCount,
        AccumulatorCount = 0,
        Prologue = StepList.Empty,
        Forward = forward,
        Backward = StepList.Empty,
        Root = root ?? tape.Root,
        Outputs = [firstOutput, .. tape.Outputs[1..]],
        TermCount = tape.TermCount,
    };

    private static Tape Random(int slotCount)
    {
        var random = new Random(slotCount);
        const int Scalars = 4;
        const int FirstResult = 5 + 3 + 2;
        var runs = new List<int>();
        var code = new List<int>();
        int terms = 0;
        int written = FirstResult;
        while (written < slotCount || runs.Count < 80)
        {
            int scalarTerms = random.Next(0, 3);
            int slotTerms = random.Next(scalarTerms == 0 ? 1 : 0, 4);
            int steps = random.Next(1, 2000);
            runs.AddRange(0, scalarTerms, slotTerms, steps);
            for (int step = 0; step < steps; step++)
            {
                int before = written;

                // New slots first, then any: every operand is a slot that holds something.
                code.Add(written < slotCount ? written++ : random.Next(FirstResult, slotCount));
                for (int k = 0; k < scalarTerms + slotTerms; k++)
                {
                    code.Add(random.Next(k < scalarTerms ? Scalars : before));
                    code.Add(random.Next(before));
                }

                terms += scalarTerms + slotTerms;
            }
        }

        bool narrow = StepList.IsNarrow(slotCount);
        return new Tape
        {
            EvidenceCount = 5,
            ParameterCount = 3,
            HasParameterLanes = true,
            HasSeed = false,
            Constants = [0, 1, 0.25, 1e-300],
            ScalarCount = Scalars,
            SlotCount = slotCount,
            AccumulatorCount = 0,
            Prologue = StepList.Empty,
            Forward = new StepList([.. runs], narrow ? [.. code.Select(static c => (ushort)c)] : [], narrow ? [] : [.. code]),
            Backward = StepList.Empty,
            Root = slotCount - 1,
            Outputs = [0, FirstResult, slotCount - 1],
            TermCount = terms,
        };
    }
}
