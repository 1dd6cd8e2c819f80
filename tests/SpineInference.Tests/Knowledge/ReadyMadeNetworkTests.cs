using System.Buffers.Binary;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Knowledge;

/// <summary>The ready-made network is that of the tables, to the last bit, and a file that is not is refused.</summary>
public class ReadyMadeNetworkTests
{
    private static readonly KnowledgeNetwork Assembled = KnowledgeNetwork.Assemble(ShippedKnowledge.Base);
    private static readonly KnowledgeNetwork ReadyMade = ShippedKnowledge.Network;

    private static byte[] File => EmbeddedFile.Read(ShippedKnowledge.Resource).ToArray();

    [Fact]
    public void Default_HasTheHashOfTheAssembledNetwork() => Assert.Equal(Assembled.Network.Hash, ReadyMade.Network.Hash);

    [Fact]
    public void Default_HasTheVariablesRowsAndTablesOfTheAssembledNetwork()
    {
        BayesianNetwork expected = Assembled.Network;
        BayesianNetwork actual = ReadyMade.Network;
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Variables.Select(static v => v.ToString()), actual.Variables.Select(static v => v.ToString()));
        Assert.Equal(expected.TopologicalOrder.Select(static v => v.Index), actual.TopologicalOrder.Select(static v => v.Index));
        Assert.Equal(expected.Rows.Select(static r => (r.Id, r.ParameterOffset)), actual.Rows.Select(static r => (r.Id, r.ParameterOffset)));
        Assert.Equal(Bits(expected.Parameters), Bits(actual.Parameters));
        Assert.Equal(
            Bits([.. expected.Rows.Select(static r => r.EffectiveSampleSize)]), Bits([.. actual.Rows.Select(static r => r.EffectiveSampleSize)]));
        for (int v = 0; v < expected.Distributions.Length; v++)
        {
            ConditionalDistribution e = expected.Distributions[v];
            ConditionalDistribution a = actual.Distributions[v];
            Assert.Equal(e.GetType(), a.GetType());
            Assert.Equal(e.Parents.Select(static p => p.Index), a.Parents.Select(static p => p.Index));
            Assert.Equal(e.Rows.Select(static r => r.Index), a.Rows.Select(static r => r.Index));
            Assert.Equal(Bits(e.Table), Bits(a.Table));
        }
    }

    [Fact]
    public void Default_DescribesEveryVariableAsTheTablesDo() => Assert.All(Assembled.Variables, static expected =>
    {
        DescribedVariable actual = ReadyMade.Variables[expected.Variable.Index];
        Assert.Same(ReadyMade.Network.Variables[expected.Variable.Index], actual.Variable);
        Assert.Equal(
            (expected.Id, expected.Scope.Name, expected.Copy, expected.Kind, expected.Category, expected.Label, expected.Plain),
            (actual.Id, actual.Scope.Name, actual.Copy, actual.Kind, actual.Category, actual.Label, actual.Plain));
        Assert.Equal(expected.Synonyms.ToArray(), actual.Synonyms.ToArray());
        Assert.Same(expected.Source, actual.Source);
    });

    [Fact]
    public void Default_LeadsBackToTheRowsOfTheTables()
    {
        Assert.Same(ShippedKnowledge.Base, ReadyMade.Knowledge);
        Assert.All(Assembled.Network.Rows, static row =>
        {
            bool isKnown = Assembled.TryGetRow(row, out KnowledgeRow? expected);
            Assert.Equal(isKnown, ReadyMade.TryGetRow(ReadyMade.Network.Rows[row.Index], out KnowledgeRow? actual));
            Assert.Same(expected, actual);
        });
    }

    [Fact]
    public void Default_KnowsTheIdentityOfItsProgram() =>
        Assert.Equal(ExactEngine.IdentityOf(Assembled.Network), ReadyMade.ProgramIdentity.ToArray());

    [Fact]
    public void Source_WhereTheFileWasMadeFromOtherTables_IsRefused()
    {
        byte[] file = File;
        int digest = file.Length - Content(file).Length + 32;
        file[digest] ^= 1;
        KnowledgeNetwork stale = ShippedKnowledge.Read(WithItsChecksum(file));
        Assert.Equal(ReadyMade.Network.Hash, stale.Network.Hash);
        Assert.Contains("other knowledge files", Assert.Throws<InvalidDataException>(() => stale.Knowledge).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => stale.Variables[0].Source);
    }

    [Fact]
    public void Read_OfNothing_SaysWhatToDo() => Assert.Contains(
        "Reinstall the library", Assert.Throws<InvalidDataException>(static () => ShippedKnowledge.Read([])).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OfAFileWithAnyByteChanged_IsRefused()
    {
        byte[] file = File;
        for (int i = 0; i < file.Length; i += i < 200 ? 1 : 211)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<InvalidDataException>(() => ShippedKnowledge.Read(damaged));
        }
    }

    [Fact]
    public void Read_OfAShortenedOrLengthenedFile_IsRefused()
    {
        byte[] file = File;
        Assert.Throws<InvalidDataException>(() => ShippedKnowledge.Read(file.AsSpan(0, file.Length - 1)));
        Assert.Throws<InvalidDataException>(() => ShippedKnowledge.Read([.. file, 0]));
        Assert.Throws<InvalidDataException>(() => ShippedKnowledge.Read(WithItsChecksum([.. file, 0])));
        Assert.Throws<InvalidDataException>(() => ShippedKnowledge.Read(WithItsChecksum(file[..^7])));
    }

    [Fact]
    public void Read_OfAChangedFileWithAFittingChecksum_GivesANetworkOrIsRefused()
    {
        // What the checksum cannot know: bytes that were never written by this library. Nothing but the one exception may come of them.
        var random = new Random(20);
        byte[] file = File;
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] changed = [.. file];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.NotNull(ShippedKnowledge.Read(WithItsChecksum(changed)));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 300);
    }

    [Fact]
    public void Checksum_ChangesWithEveryBit()
    {
        byte[] bytes = [.. Enumerable.Range(0, 29).Select(static i => (byte)(i * 7))];
        HashSet<ulong> seen = [PackedReader.ComputeChecksum(bytes)];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(seen.Add(PackedReader.ComputeChecksum(bytes)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(seen.Add(PackedReader.ComputeChecksum([.. bytes, 0])));
    }

    private static ReadOnlySpan<byte> Content(byte[] file) => file.AsSpan("SIMODEL"u8.Length + sizeof(ushort) + sizeof(ulong));

    private static byte[] WithItsChecksum(byte[] file)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan("SIMODEL"u8.Length + sizeof(ushort)), PackedReader.ComputeChecksum(Content(file)));
        return file;
    }

    private static long[] Bits(ReadOnlySpan<double> numbers) => Array.ConvertAll(numbers.ToArray(), BitConverter.DoubleToInt64Bits);
}
