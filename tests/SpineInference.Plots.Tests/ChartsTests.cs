using System.Globalization;
using System.Xml.Linq;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Plots.Tests;

public sealed class ChartsTests
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private static readonly PosteriorBar[] Bars =
        [new("L5", 0.62, new CredibleInterval(0.5, 0.7, 0.9)), new("S1", 0.3, null), new("none", 0.08, null)];

    [Fact]
    public void Posteriors_Svg_HasABarForEachAndAWhiskerForEachInterval()
    {
        XElement svg = XElement.Parse(Charts.DrawPosteriors("Root", Bars).ToSvg());
        XElement without = XElement.Parse(Charts.DrawPosteriors("Root", [.. Bars.Select(static b => new PosteriorBar(b.Label, b.Probability, null))]).ToSvg());
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(3, Filled(svg, "#0072B2"));
        Assert.Equal(6, Shapes(svg) - Shapes(without));
    }

    [Fact]
    public void Posteriors_BarLengths_AreProportionalToTheProbabilities()
    {
        double[] widths = [.. XElement.Parse(Charts.DrawPosteriors("Root", Bars).ToSvg()).Descendants()
            .Where(static e => IsFilled(e, "#0072B2"))
            .Select(static e => double.Parse(e.Attribute("width")!.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(0.62 / 0.3, widths[0] / widths[1], 1);
    }

    [Fact]
    public void ToPng_AnyChart_IsAPngOfTheSize()
    {
        byte[] png = Charts.DrawPosteriors("Root", Bars).ToPng(300, 200);
        Assert.Equal(PngSignature, png[..4]);
        Assert.Equal([0, 0, 1, 44], png[16..20]);
        Assert.Equal([0, 0, 0, 200], png[20..24]);
    }

    [Fact]
    public void ToSvg_Twice_IsTheSame()
    {
        Chart chart = Charts.DrawPosteriors("Root", Bars);
        Assert.Equal(chart.ToSvg(), chart.ToSvg());
    }

    [Fact]
    public void WaterfallAndTornado_OfADiagnosis_AreDrawn()
    {
        // One elimination order instead of a search for a good one: the pictures do not care.
        SpineModel model = SpineModel.FromNetwork(
            ShippedKnowledge.Network.Network, ExactEngine.Compile(ShippedKnowledge.Network.Network, new ExactEngineOptions { SearchAttempts = 1 }));
        Diagnosis diagnosis = model.Patient(age: 44).Present(Leg.Left, Findings.FootDrop)
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired).Diagnose();
        Explanation explanation = diagnosis.Explain(NerveRoot.L5);
        XElement waterfall = XElement.Parse(Charts.DrawWaterfall(explanation).ToSvg());

        // One of each colour is the legend's.
        Assert.Equal(3, Filled(waterfall, "#6A737D"));
        Assert.Equal(explanation.For.Length + 1, Filled(waterfall, "#0173B2"));
        Assert.Equal(explanation.Against.Length + 1, Filled(waterfall, "#C4500A"));
        Assert.True(Shapes(XElement.Parse(Charts.DrawCauses(diagnosis).ToSvg())) > 0);
        Assert.Equal(9, Filled(XElement.Parse(Charts.DrawRoots(diagnosis).ToSvg()), "#0072B2"));

        ModelUncertainty uncertainty = ModelUncertainty.Create(model, draws: 2);
        XElement tornado = XElement.Parse(Charts.DrawTornado(diagnosis.AnalyseSensitivity(NerveRoot.L5, 4, uncertainty)).ToSvg());
        Assert.Equal(10, Filled(tornado, "#0173B2") + Filled(tornado, "#C4500A"));
    }

    [Fact]
    public void Save_Extension_ChoosesTheFormat()
    {
        string folder = Directory.CreateTempSubdirectory("charts").FullName;
        try
        {
            Chart chart = Charts.DrawPosteriors("Root", Bars);
            chart.Save(Path.Combine(folder, "a.svg"));
            chart.Save(Path.Combine(folder, "a.PNG"));
            Assert.Equal(chart.ToSvg(), File.ReadAllText(Path.Combine(folder, "a.svg")));
            Assert.Equal(PngSignature, File.ReadAllBytes(Path.Combine(folder, "a.PNG"))[..4]);
            Assert.Throws<ArgumentException>(() => chart.Save(Path.Combine(folder, "a.gif")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Charts_BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Charts.DrawPosteriors("Root", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Charts.DrawPosteriors("Root", Bars).ToSvg(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Charts.DrawPosteriors("Root", Bars).ToPng(10, -1));
    }

    private static int Filled(XElement svg, string color) => svg.Descendants().Count(e => IsFilled(e, color));

    private static bool IsFilled(XElement element, string color) =>
        string.Equals(element.Attribute("fill")?.Value, color, StringComparison.OrdinalIgnoreCase);

    private static int Shapes(XElement svg) => svg.Descendants().Count(static e => e.Name.LocalName is "path" or "rect" or "line" && e.Parent!.Name.LocalName != "clipPath");
}
