using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace SpineInference.Plots.Tests;

/// <summary>Looks at every chart as it is drawn: where its words stand, and whether all of them can be read.</summary>
public sealed partial class PictureTests
{
    /// <summary>Writes the pictures to a folder, to be looked at, where the environment names one.</summary>
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SPINEINFERENCE_PICTURES");

    private static readonly SearchValues<char> SignsOfIds = SearchValues.Create("{}@|=…");

    [Theory]
    [MemberData(nameof(Pictures.Names), MemberType = typeof(Pictures))]
    public void Chart_AtSeveralWidths_KeepsEveryWordInsideAndApart(string name)
    {
        Chart chart = Pictures.Get(name);
        if (Folder is not null)
        {
            Directory.CreateDirectory(Folder);
            chart.Save(Path.Combine(Folder, $"{name}.svg"));
            chart.Save(Path.Combine(Folder, $"{name}.png"));
        }

        foreach (int width in (int[])[Chart.DefaultWidth, 560, 1100])
        {
            XElement svg = XElement.Parse(chart.ToSvg(width));
            Written[] words = [.. Texts(svg)];
            Assert.True(words.Length > 3, $"{words.Length} words");
            Assert.All(words, static w => Assert.False(w.Text.AsSpan().ContainsAny(SignsOfIds), $"'{w.Text}' is no word of a reader."));
            float height = Number(svg, "height");
            foreach (Written word in words)
            {
                Assert.True(
                    word.Box.Left >= -0.5 && word.Box.Top >= -0.5 && word.Box.Right <= width + 0.5 && word.Box.Bottom <= height + 0.5,
                    $"{name} at {width}: '{word.Text}' {word.Box} leaves the picture of {width} × {height}.");
            }

            for (int i = 0; i < words.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    SKRect both = SKRect.Intersect(words[i].Box, words[j].Box);
                    Assert.False(both.Width > 1 && both.Height > 1, $"{name} at {width}: '{words[i].Text}' {words[i].Box} lies on '{words[j].Text}' {words[j].Box}.");
                }
            }
        }
    }

    /// <summary>A chart that is added is looked at here, too: a picture is named after the method that draws it.</summary>
    [Fact]
    public void EveryChart_HasAPicture()
    {
        string[] charts = [.. ((Type[])[typeof(Charts), typeof(LearningCharts)]).SelectMany(static t => t.GetMethods()).Where(static m => m.ReturnType == typeof(Chart)).Select(static m => m.Name)];
        Assert.True(charts.Length >= 11, $"{charts.Length} charts");
        Assert.All(charts, static chart => Assert.Contains(Pictures.Keys, p => $"Draw{p.Split("-of-")[0]}".Equals(chart, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(Pictures.Names), MemberType = typeof(Pictures))]
    public void Svg_ForThoseWhoDoNotSeeIt_HasRoleTitleAndDescription(string name)
    {
        Chart chart = Pictures.Get(name);
        XElement svg = XElement.Parse(chart.ToSvg());
        Assert.Equal("img", svg.Attribute("role")?.Value);
        Assert.Equal(chart.Title, svg.Elements().First().Value);
        Assert.Equal("title", svg.Elements().First().Name.LocalName);
        Assert.Equal(chart.Description, svg.Elements().Single(static e => e.Name.LocalName == "desc").Value);
        Assert.NotEmpty(chart.Description);
    }

    [Theory]
    [MemberData(nameof(Pictures.Names), MemberType = typeof(Pictures))]
    public void Svg_EveryColour_HasAnotherOnADarkPage(string name)
    {
        XElement svg = XElement.Parse(Pictures.Get(name).ToSvg());
        string style = svg.Elements().Single(static e => e.Name.LocalName == "style").Value;
        Assert.Contains("@media print", style, StringComparison.Ordinal);
        string[] colours = [.. svg.Descendants().SelectMany(static e => (string?[])[e.Attribute("fill")?.Value, e.Attribute("stroke")?.Value])
            .OfType<string>().Where(static c => c != "none").Distinct(StringComparer.OrdinalIgnoreCase)];
        Assert.NotEmpty(colours);
        Assert.All(colours, c => Assert.Contains($"\"{c}\" i", style, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<Written> Texts(XElement svg)
    {
        foreach (XElement text in svg.Descendants().Where(static e => e.Name.LocalName == "text"))
        {
            string words = text.Value.Trim();
            float size = Number(text, "font-size");
            string family = text.Attribute("font-family")!.Value.Split(',')[0];
            bool isBold = text.Attribute("font-weight") is { } weight && weight.Value is not "normal" and not "400";
            using SKTypeface typeface = SKTypeface.FromFamilyName(family, isBold ? SKFontStyle.Bold : SKFontStyle.Normal);
            using var font = new SKFont(typeface, size);
            float wide = font.MeasureText(words);
            float x = First(text, "x");
            float y = First(text, "y");
            var box = new SKRect(x, y - (0.75f * size), x + wide, y + (0.2f * size));
            yield return new Written(words, Transform(text).MapRect(box));
        }
    }

    private static SKMatrix Transform(XElement text)
    {
        SKMatrix matrix = SKMatrix.Identity;
        foreach (XElement element in text.AncestorsAndSelf())
        {
            foreach (Match match in Operation().Matches(element.Attribute("transform")?.Value ?? "").Reverse())
            {
                float[] n = [.. match.Groups[2].Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(static t => float.Parse(t, CultureInfo.InvariantCulture))];
                SKMatrix step = match.Groups[1].Value switch
                {
                    "translate" => SKMatrix.CreateTranslation(n[0], n.Length > 1 ? n[1] : 0),
                    "rotate" => n.Length > 1 ? SKMatrix.CreateRotationDegrees(n[0], n[1], n[2]) : SKMatrix.CreateRotationDegrees(n[0]),
                    "scale" => SKMatrix.CreateScale(n[0], n.Length > 1 ? n[1] : n[0]),
                    _ => new SKMatrix(n[0], n[2], n[4], n[1], n[3], n[5], 0, 0, 1),
                };
                matrix = matrix.PostConcat(step);
            }
        }

        return matrix;
    }

    private static float First(XElement text, string name) =>
        float.Parse((text.Attribute(name)?.Value ?? "0").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);

    private static float Number(XElement element, string name) => float.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\w+)\(([^)]*)\)")]
    private static partial Regex Operation();

    private readonly record struct Written(string Text, SKRect Box);
}
