using System.Buffers.Binary;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Fuzzing;

/// <summary>A saved program gives an engine, or an <see cref="InvalidTapeException"/>. The engine of a changed program gives other answers, but
/// stays within its memory.</summary>
public sealed class SavedProgramFuzzTests
{
    private const int ChecksumStart = 8;
    private const int ContentStart = 16;

    private static readonly BayesianNetwork Network = RandomNetworks.Create(7);

    [Fact]
    public void Load_ChangedProgram_IsRefused() => Assert.All(Enumerable.Range(0, 200), static i =>
    {
        byte[] file = Saved();
        file[i * (file.Length - 1) / 199] ^= (byte)(1 << (i % 8));
        Assert.Throws<InvalidTapeException>(() => ExactEngine.Load(Network, new MemoryStream(file)));
    });

    [Fact]
    public void Load_ChangedProgramWithItsChecksumMadeToFit_GivesAnEngineOrIsRefused() => Fuzz.Run(
        [Saved()],
        20_261_125,
        Fuzz.Count(20_000),
        static input => ExactEngine.Load(Network, new MemoryStream(input)).Query(Evidence.None(Network)),
        static exception => exception is InvalidTapeException { Message.Length: > 0 } or ImpossibleEvidenceException,
        static input =>
        {
            if (input.Length > ContentStart)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(input.AsSpan(ChecksumStart), PackedReader.ComputeChecksum(input.AsSpan(ContentStart)));
            }

            return input;
        });

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        ExactEngine.Compile(Network).Save(stream);
        return stream.ToArray();
    }
}
