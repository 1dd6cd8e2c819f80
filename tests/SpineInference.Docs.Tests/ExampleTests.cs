using System.Collections.Immutable;
using System.Xml.Linq;

namespace SpineInference.Docs.Tests;

/// <summary>Every example in the documentation of the library's members compiles.</summary>
public sealed class ExampleTests
{
    // The documentation that stands beside the assemblies the pages may refer to.
    private static readonly ImmutableArray<(string Member, string Code)> Examples =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "SpineInference*.xml")
            .Order(StringComparer.Ordinal)
            .SelectMany(static file => XDocument.Load(file).Descendants("member"))
            .SelectMany(static member => member.Elements("example").Select(e => (member.Attribute("name")!.Value, (e.Element("code") ?? e).Value))),
    ];

    [Fact]
    public void Examples_OfTheLibrary_Compile()
    {
        Assert.NotEmpty(Examples);
        string[] faults = [.. Examples.SelectMany(static e => Snippet.ErrorsOf(e.Code).Select(error => $"{e.Member}: {error}"))];
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void EntryPoints_OfReadmesAndGuide_HaveAnExample()
    {
        HashSet<string> shown = [.. Examples.Select(static e => e.Member)];
        string[] faults = [.. EntryPoints.All.Where(e => !shown.Contains(e.Type) && !shown.Contains(e.Method)).Select(static e => $"{e.Method}: {e.Page} begins there, and neither it nor its type has an <example>.").Distinct()];
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void EntryPoints_AreFound() => Assert.Contains(EntryPoints.All, static e => e.Method.StartsWith("M:SpineInference.Engine.Inference.ExactEngine.Compile(", StringComparison.Ordinal));
}
