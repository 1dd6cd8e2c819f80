using System.Globalization;
using System.Net;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SpineInference.Web.Tests;

/// <summary>What the page says before there is a program, and when it has fallen, stands in the resource file with all other texts.</summary>
public partial class LoadingTextTests
{
    private const string Marked = "data-text";
    private const string NameOfTheProgram = "SpineInference";

    private static readonly ResourceManager Texts = new("SpineInference.Web.Texts", typeof(Catalogue).Assembly);

    private static string File => Path.Combine(Repository.Root!, "src", "SpineInference.Web", "wwwroot", "index.html");

    [SkippableFact]
    public void EveryTextOfTheFirstPage_IsThatOfTheResourceFile()
    {
        Skip.If(Repository.Root is null, "The sources are not above the tests.");
        if (Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1")
        {
            System.IO.File.WriteAllText(File, Renewed(System.IO.File.ReadAllText(File)));
        }

        XDocument page = XDocument.Load(File);
        Assert.All(page.Descendants().Where(static e => e.Attribute(Marked) is not null), static e =>
            Assert.Equal(TextOf(e.Attribute(Marked)!.Value), e.Attribute("content")?.Value ?? e.Value));
        string[] unmarked = [.. page.DescendantNodes().OfType<XText>().Select(static t => (t.Parent, Words: t.Value.Trim()))
            .Where(static t => t.Words.Length > 0 && t.Words != NameOfTheProgram && t.Parent!.Attribute(Marked) is null).Select(static t => t.Words)];
        Assert.Empty(unmarked);
        Assert.True(page.Descendants().Count(static e => e.Attribute(Marked) is not null) >= 8);
    }

    [Fact]
    public void ATextThatIsNotTheResourceFiles_IsWrittenAnew() => Assert.Equal(
        $"<p data-text=\"Supports\">{TextOf("Supports")}</p><meta data-text=\"Subtitle\" content=\"{TextOf("Subtitle")}\" />",
        Renewed("<p data-text=\"Supports\">Old.</p><meta data-text=\"Subtitle\" content=\"Old\" />"));

    private static string TextOf(string name) => Texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new KeyNotFoundException($"There is no text '{name}'.");

    private static string Renewed(string html) => Attribute().Replace(
        Element().Replace(html, static m => m.Groups[1].Value + WebUtility.HtmlEncode(TextOf(m.Groups[2].Value)).Replace("&#160;", "\u00a0", StringComparison.Ordinal)),
        static m => m.Groups[1].Value + WebUtility.HtmlEncode(TextOf(m.Groups[2].Value)));

    [GeneratedRegex("""(<[^<>]*data-text="(\w+)"(?:[^<>]*[^/<>])?>)[^<]*""")]
    private static partial Regex Element();

    [GeneratedRegex("""(data-text="(\w+)" content=")[^"]*""")]
    private static partial Regex Attribute();
}
