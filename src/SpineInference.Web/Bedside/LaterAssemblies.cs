using Microsoft.AspNetCore.Components.WebAssembly.Services;

namespace SpineInference.Web;

/// <summary>Assemblies that the first answer does not need: fetched, from the page's own origin, when they are first used.</summary>
/// <remarks>The project file names the same ones; the service worker keeps those of health records when they were first fetched.</remarks>
internal sealed class LaterAssemblies(LazyAssemblyLoader loader)
{
    private static readonly string[] OfNumerics = ["MathNet.Numerics.wasm"];

    private static readonly string[] OfHealthRecords =
    [
        "SpineInference.Fhir.wasm", "Hl7.Fhir.R4.wasm", "Hl7.Fhir.Base.wasm", "Hl7.Fhir.Conformance.wasm", "Newtonsoft.Json.wasm", "Fhir.Metrics.wasm",
        "System.Private.Xml.wasm", "System.Private.Xml.Linq.wasm", "System.Data.Common.wasm", "Microsoft.CSharp.wasm",
    ];

    private readonly HashSet<string> _loaded = [];

    /// <summary>Loads what reads and writes health records.</summary>
    public Task LoadHealthRecords() => Load(OfHealthRecords);

    /// <summary>Loads what intervals are computed with, where no worker computes them.</summary>
    public Task LoadNumerics() => Load(OfNumerics);

    private async Task Load(string[] assemblies)
    {
        string[] missing = [.. assemblies.Where(a => !_loaded.Contains(a))];
        if (missing.Length > 0)
        {
            await loader.LoadAssembliesAsync(missing);
            _loaded.UnionWith(missing);
        }
    }
}
