using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference.Web;

/// <summary>Invented patients to begin with, in the written form.</summary>
internal static class ExamplePatients
{
    private static readonly Lazy<ImmutableArray<(string Id, byte[] Patient)>> Written = new(static () =>
    {
        using Stream stream = typeof(ExamplePatients).Assembly.GetManifestResourceStream("Examples")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateObject().Select(static e => (e.Name, System.Text.Encoding.UTF8.GetBytes(e.Value.GetRawText())))];
    });

    /// <summary>The ids, with what the page calls them.</summary>
    public static ImmutableArray<(string Id, string Title)> All { get; } =
    [
        .. Written.Value.Select(static e => (e.Id, Texts.ResourceManager.GetString($"Example_{e.Id.Replace('-', '_')}", Texts.Culture) ?? Names.Sentence(Names.Words(e.Id)))),
    ];

    /// <summary>One of them.</summary>
    public static Patient Read(SpineModel model, string id) => WrittenPatient.Read(model, Written.Value.First(e => e.Id == id).Patient);
}
