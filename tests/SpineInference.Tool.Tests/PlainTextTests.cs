using System.Text;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Tests;

/// <summary>Whatever names hold, a terminal sees text.</summary>
public sealed class PlainTextTests : IDisposable
{
    private const string Nasty = "a\u001b[31mRED\u001b]0;P\u0007\u009b31m\u202Egnp.exe\u2066\u200F\u007f\rover";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain, ähnlich – 名 \t\n", "plain, ähnlich – 名 \t\n")]
    [InlineData("\u001b[31m", "\\u001B[31m")]
    [InlineData("\u009b31m", "\\u009B31m")]
    [InlineData("\u202E\u2066\u061C", "\\u202E\\u2066\\u061C")]
    [InlineData("a\rb\r\n", "a\\u000Db\r\n")]
    public void Of_Text_ShowsControlCharactersAsNumbers(string text, string shown)
    {
        Assert.Equal(shown, PlainText.Of(text));
        Assert.DoesNotContain('\n', PlainText.OfLine(text));
    }

    [Fact]
    public void InJson_AnyText_SaysTheSame()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(Nasty, Relaxed);
        byte[] shown = PlainText.InJson(json);
        Assert.Equal(Nasty, JsonSerializer.Deserialize<string>(shown));
        Assert.DoesNotContain(Encoding.UTF8.GetString(shown), static c => IsControl(c));
    }

    [Fact]
    public async Task Commands_NamesWithControlCharacters_PrintNone()
    {
        var builder = new BayesianNetworkBuilder(Nasty);
        Variable a = builder.AddVariable(Nasty, "s" + Nasty, "t");
        builder.SetTable(a, [], [builder.AddRow("row" + Nasty, [0.25, 0.75], 4)]);
        string network = _folder.File("n.json");
        new JsonModel(builder.Build()).Write(network);
        string data = _folder.File("d.csv");
        await File.WriteAllTextAsync(data, $"\"{Nasty}\"\n\"s{Nasty}\"\nt\nt\n");
        string unreadable = _folder.File("odd\u001b[31m\u202E.bif");
        await File.WriteAllTextAsync(unreadable, "network x {} variable");
        foreach (string[] args in (string[][])
        [
            ["query", network, "--evidence", "-"],
            ["query", network, "--evidence", "-", "--targets", "b" + Nasty],
            ["fit", data, "--network", network, "--out", _folder.File("o\u001b.json")],
            ["evaluate", data, "--network", network, "--target", Nasty],
            ["evaluate", data, "--network", network, "--target", Nasty, "--hide", "x" + Nasty],
            ["export", unreadable, "--format", "json", "--effective-sample-size", "1"],
            ["findings", Nasty],
            [Nasty],
            ["diagnose", "none" + Nasty],
        ])
        {
            Spine run = await Spine.RunAsync("{\"id\":\"\u202E\",\"evidence\":{}}\n{\"evidence\":{\"\u009b\":1}}\n", args);
            Assert.DoesNotContain(run.Output + run.Error, static c => IsControl(c));
            Assert.NotEqual("", run.Output + run.Error);
        }

        // Onto a terminal, data are words, too; into a pipe they are what they are.
        Spine shown = await Spine.RunAsync("", ["simulate", "--count", "2", "--seed", "1", "--network", network], outputWidth: 80);
        Assert.DoesNotContain(shown.Output, static c => IsControl(c));
        Spine piped = await Spine.RunAsync("simulate", "--count", "2", "--seed", "1", "--network", network);
        Assert.Contains(Nasty, piped.Output, StringComparison.Ordinal);
    }

    private static bool IsControl(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
