using Microsoft.AspNetCore.Components.WebAssembly.Services;
using Microsoft.JSInterop;

namespace SpineInference.Web;

/// <summary>Assemblies that the first answer does not need: fetched, from the page's own origin, when they are first used.</summary>
/// <remarks>The project file names them; the service worker keeps those of health records when they were first fetched.</remarks>
internal sealed class LaterAssemblies(LazyAssemblyLoader loader, IJSRuntime js)
{
    private readonly HashSet<string> _loaded = [];

    /// <summary>Loads what reads and writes health records.</summary>
    public Task LoadHealthRecords() => Load(isOfNumerics: false);

    /// <summary>Loads what intervals are computed with, where no worker computes them.</summary>
    public Task LoadNumerics() => Load(isOfNumerics: true);

    private async Task Load(bool isOfNumerics)
    {
        string[] named = await js.InvokeAsync<string[]>("spine.later", isOfNumerics);
        string[] missing = [.. named.Where(a => !_loaded.Contains(a))];
        if (missing.Length > 0)
        {
            await loader.LoadAssembliesAsync(missing);
            _loaded.UnionWith(missing);
        }
    }
}
