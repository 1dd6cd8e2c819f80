using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Learning;

namespace SpineInference.Tool.Tests;

/// <summary>A byte order mark is understood wherever text is read: UTF-8 and, which needs one, UTF-16.</summary>
public sealed class ByteOrderMarkTests : IDisposable
{
    private const string Patient = """{"id": "é", "age": 54, "left": {"present": ["foot-drop"]}}""";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(NetworkFormat.Bif)]
    [InlineData(NetworkFormat.XmlBif)]
    [InlineData(NetworkFormat.Xdsl)]
    [InlineData(NetworkFormat.Json)]
    public void Read_NetworkWithAMark_IsTheSameNetwork(NetworkFormat format)
    {
        using var plain = new MemoryStream();
        NetworkFiles.Write(LearningNetworks.Clinic(), plain, format);
        string path = _folder.File("net." + (format == NetworkFormat.XmlBif ? "xmlbif" : format.ToString().ToLowerInvariant()));
        File.WriteAllBytes(path, plain.ToArray());
        string expected = Read(path);
        File.WriteAllBytes(path, [0xef, 0xbb, 0xbf, .. plain.ToArray()]);
        Assert.Equal(expected, Read(path));
        if (format is NetworkFormat.Bif or NetworkFormat.Json)
        {
            File.WriteAllText(path, Encoding.UTF8.GetString(plain.ToArray()), Encoding.BigEndianUnicode);
            Assert.Equal(expected, Read(path));
        }

        static string Read(string path) => NetworkFiles.Read(path, new NetworkReaderOptions { EffectiveSampleSize = 10 }).Network.Hash;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_MapPatientAndCheckpointWithAMark_AreReadAlike(string encoding)
    {
        string map = Write("map.json", """{"format": "spineinference-column-map", "version": 1, "ignore": ["größe"], "columns": {}}""", encoding);
        Assert.Equal("größe", Assert.Single(ColumnMap.Read(map).Ignored));
        Assert.Equal("é", PatientJson.Read(SpineModel.Default, File.ReadAllBytes(Write("patient.json", Patient, encoding)), "patient").Id);
        string checkpoint = _folder.File("checkpoint.json");
        var network = LearningNetworks.Clinic();
        Fit.Run(network, Simulator.Draw(network, 20, seed: 3, new SimulationOptions { MissingRate = 0.3 }), new FitOptions { MaxIterations = 3, Tolerance = 0, CheckpointPath = checkpoint, CheckpointInterval = 2 });
        FitCheckpoint written = FitCheckpoint.Read(checkpoint);
        Assert.Equal(written.Current.Concentrations.AsEnumerable(), FitCheckpoint.Read(Write("marked.json", File.ReadAllText(checkpoint), encoding)).Current.Concentrations);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Lines_WithAMark_AreAnsweredAsWithoutOne(string encoding)
    {
        string network = _folder.File("net.json");
        NetworkFiles.Write(LearningNetworks.Clinic(), network);
        const string Cases = "{\"id\": \"ä\U0001F600\", \"evidence\": {\"cause\": \"disc\"}}\n{\"id\": 2, \"evidence\": {}}\n";
        Spine plain = await Spine.RunAsync("query", network, "--evidence", Write("plain.jsonl", Cases, encoding: null));
        Assert.Equal((0, 2), (plain.ExitCode, plain.Lines.Count()));
        Assert.Equal(plain, await Spine.RunAsync("query", network, "--evidence", Write("marked.jsonl", Cases, encoding)));
        Spine patients = await Spine.RunAsync("diagnose", Write("patients.jsonl", Patient + "\n" + Patient, encoding));
        Assert.Equal((0, 2), (patients.ExitCode, patients.Lines.Count()));
        Assert.Equal(0, (await Spine.RunAsync("diagnose", Write("patients", Patient + "\n" + Patient, encoding), "--format", "jsonl")).ExitCode);
    }

    [Fact]
    public void ToUtf8_HalfOfAPairOrOfAUnit_IsNoUtf8()
    {
        Assert.Equal([0x61, 0xed, 0xa0, 0xbd, 0x62], ByteOrderMark.ToUtf8([0xff, 0xfe, 0x61, 0, 0x3d, 0xd8, 0x62, 0]));
        Assert.Equal([0x61, 0xff], ByteOrderMark.ToUtf8([0xfe, 0xff, 0, 0x61, 0]));
        Assert.False(System.Text.Unicode.Utf8.IsValid(ByteOrderMark.ToUtf8([0xff, 0xfe, 0x3d, 0xd8])));
        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => ColumnMap.Read(Bytes("half.json", [0xff, 0xfe, (byte)'\n', 0, 0x3d, 0xd8])));
        Assert.Equal(2, Assert.Single(fault.Faults).Line);
    }

    [Fact]
    public void Utf8Stream_BytesOneByOne_AreTheWholeText()
    {
        foreach (string text in new[] { "", "a", "\ufeff", "\ufeffé\U0001F600", "ÿþ" })
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            Assert.Equal(text.TrimStart('\ufeff'), Drained(utf8));
            Assert.Equal(text.TrimStart('\ufeff'), Drained([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.TrimStart('\ufeff'))]));
        }

        static string Drained(byte[] bytes)
        {
            using var slow = new SlowStream(bytes);
            using Stream text = Utf8Stream.Over(slow);
            using var all = new MemoryStream();
            text.CopyTo(all);
            return Encoding.UTF8.GetString(all.ToArray());
        }
    }

    private string Write(string name, string text, string? encoding) => Bytes(
        name, encoding is null ? Encoding.UTF8.GetBytes(text) : [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(text)]);

    private string Bytes(string name, byte[] bytes)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
