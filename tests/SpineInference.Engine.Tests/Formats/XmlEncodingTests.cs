using System.Diagnostics;
using System.Text;
using SpineInference.Engine.Formats;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>Encodings that XML declares, byte order marks, and declarations that are untrue.</summary>
public sealed class XmlEncodingTests
{
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Theory]
    [InlineData("utf-8", "größe 节 Ω")]
    [InlineData("UTF-8", "größe")]
    [InlineData("windows-1252", "größe € „x“")]
    [InlineData("ISO-8859-1", "größe")]
    [InlineData("ISO-8859-15", "größe €")]
    [InlineData("GB2312", "节点")]
    [InlineData("gb18030", "节点ß")]
    [InlineData("Shift_JIS", "ノード")]
    [InlineData("euc-kr", "노드")]
    [InlineData("Big5", "節點")]
    [InlineData("koi8-r", "узел")]
    [InlineData("windows-1251", "узел")]
    [InlineData("utf-16", "größe 节")]
    [InlineData("utf-16BE", "größe 节")]
    [InlineData("utf-32", "größe 节")]
    public void Read_DeclaredEncoding_IsDecoded(string encoding, string name)
    {
        Encoding written = TextEncoding(encoding);
        byte[] bytes = [.. written.GetPreamble(), .. written.GetBytes(Text(encoding, name))];
        NetworkFile file = Read(bytes);
        Assert.Equal(name, file.Network.Variables[0].Name);
        Assert.Empty(file.Warnings);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Read_TwoBytesACharacterWithoutAMark_IsDecoded(string encoding) =>
        Assert.Equal("größe", Read(TextEncoding(encoding).GetBytes(Text(encoding, "größe"))).Network.Variables[0].Name);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Read_ByteOrderMark_IsReadInEveryFormat(string encoding)
    {
        Encoding written = TextEncoding(encoding);
        foreach (string text in (string[])
        [
            "variable ö { type discrete [ 2 ] { x, y }; } probability ( ö ) { table 0.2, 0.8; }",
            "net { } node ö { states = (\"x\" \"y\"); } potential ( ö ) { data = ( 0.2 0.8 ); }",
            "bnet n { node ö { kind = NATURE; discrete = TRUE; states = (x, y); probs = (0.2, 0.8); }; };",
            "BAYES 1 2 1 1 0 2 0.2 0.8",
            Text(encoding, "ö"),
        ])
        {
            using var folder = new TemporaryFolder();
            File.WriteAllBytes(folder.File("a"), [.. written.GetPreamble(), .. written.GetBytes(text)]);
            NetworkFile file = NetworkFiles.Read(folder.File("a"), Options);
            Assert.Equal([0.2, 0.8], file.Network.Distributions[0].Table.ToArray());
            Assert.Empty(file.Warnings);
        }
    }

    [Fact]
    public void Read_DeclarationThatIsUntrue_IsToldWithThePlace()
    {
        Assert.Equal(
            "line 2, column 47: a byte here is no text in the encoding utf-8 (it declares utf-8); save the file as UTF-8 and let it say so.",
            Refusal(Encoding.Latin1.GetBytes(Text("utf-8", "größe"))));
        Assert.Equal(
            "line 2, column 47: a byte here is no text in the encoding us-ascii (it declares us-ascii); save the file as UTF-8 and let it say so.",
            Refusal(Encoding.UTF8.GetBytes(Text("us-ascii", "größe"))));
        Assert.Equal(
            "line 1, column 1: the file declares the encoding 'utf-16', but its characters take one byte each; let it declare the encoding it is written in, such as UTF-8.",
            Refusal(Encoding.UTF8.GetBytes(Text("utf-16", "größe"))));
        Assert.Equal(
            "line 1, column 1: the file declares the encoding 'klingon-8', which is not known here; save it as UTF-8 and let it say so.",
            Refusal(Encoding.UTF8.GetBytes(Text("klingon-8", "a"))));
        Assert.Contains("no text in the encoding UTF-8 (XML without a declaration is UTF-8)", Refusal(Encoding.Latin1.GetBytes(Text(null, "größe"))), StringComparison.Ordinal);

        Fault warning = Assert.Single(Read(Encoding.UTF8.GetBytes(Text("windows-1252", "größe"))).Warnings);
        Assert.Contains("its bytes are those of UTF-8", warning.Message, StringComparison.Ordinal);
        NetworkFile marked = Read([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text("windows-1252", "größe"))]);
        Assert.Equal("größe", marked.Network.Variables[0].Name);
        Assert.Contains("begins with the byte order mark of utf-8", Assert.Single(marked.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TagOfAMillionAttributes_IsRefusedSoon()
    {
        string attributes = string.Concat(Enumerable.Range(0, 1_000_000).Select(static i => $" a{i}='>'"));
        long start = Stopwatch.GetTimestamp();
        string fault = Refusal(Encoding.UTF8.GetBytes($"<?xml version='1.0'?>\n<!-- <c> -->\n  <BIF{attributes}></BIF>"));
        Assert.Equal("line 3, column 3: a tag begins here and is longer than 1048576 characters, the limit (FormatLimits.TagLength).", fault);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Read_WhiteSpaceBeforeTheDeclaration_IsPassedOver()
    {
        byte[] bytes = CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!.GetBytes("\n  " + Text("windows-1252", "größe"));
        Assert.Equal("größe", Read(bytes).Network.Variables[0].Name);
        Assert.StartsWith("line 3, column", Refusal(Encoding.UTF8.GetBytes("\n  " + Text("utf-8", "a").Replace("0.8", "0.9", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongCommentsAndTexts_AreNoTags()
    {
        string filler = new('x', 2_000_000);
        NetworkFile file = Read(Encoding.UTF8.GetBytes(Text("utf-8", "a").Replace("<TABLE>", $"<!-- <{filler} --><?p <{filler}?><TABLE><!--{filler}-->", StringComparison.Ordinal)));
        Assert.Equal([0.2, 0.8], file.Network.Distributions[0].Table.ToArray());
    }

    private static Encoding TextEncoding(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name) ?? (name is "utf-8" or "UTF-8" ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : Encoding.GetEncoding(name));

    private static string Text(string? encoding, string name) =>
        $"<?xml version=\"1.0\"{(encoding is null ? "" : $" encoding=\"{encoding}\"")}?>\n<BIF VERSION=\"0.3\"><NETWORK><VARIABLE><NAME>{name}</NAME><OUTCOME>t</OUTCOME><OUTCOME>f</OUTCOME></VARIABLE><DEFINITION><FOR>{name}</FOR><TABLE>0.2 0.8</TABLE></DEFINITION></NETWORK></BIF>";

    private static string Refusal(byte[] bytes) => Assert.Single(Assert.Throws<NetworkFormatException>(() => Read(bytes)).Faults).ToString();

    private static NetworkFile Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return NetworkFiles.ReadAs(NetworkFormat.XmlBif, stream, "a.xml", Options);
    }
}
