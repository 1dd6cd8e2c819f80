using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.WebAssembly.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using SpineInference.Web.Components;

namespace SpineInference.Web.Tests;

/// <summary>What of the body chart is rendered after an event: what the event changes, and not the chart.</summary>
public class ChartRenderingTests
{
    [Fact]
    public async Task EventOfTheWholeDrawing_RendersNoChart()
    {
        var session = new BedsideSession(SpineModel.Default);
        var made = new Made();
        var js = new NoBrowser();
        using var desk = new AnalysisDesk(session, js, new LaterAssemblies(new LazyAssemblyLoader(js), js));
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(session).AddSingleton(desk).AddSingleton(new Catalogue(SpineModel.Default)).AddSingleton<IComponentActivator>(made)
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            await renderer.RenderComponentAsync<BodyChart>();
            BodyChart chart = made.Components.OfType<BodyChart>().Single();
            var handled = new List<object>();
            RenderFragment?[] before = Contents();
            Assert.NotEmpty(before);
            await ((IHandleEvent)chart).HandleEventAsync(new EventCallbackWorkItem((KeyboardEventArgs key) => handled.Add(key)), new KeyboardEventArgs { Key = "ArrowDown" });
            Assert.Single(handled);
            Assert.All(before.Zip(Contents()), static pair => Assert.Same(pair.First, pair.Second));

            // A chart that is rendered makes what its parts show anew.
            await chart.SetParametersAsync(ParameterView.Empty);
            Assert.All(before.Zip(Contents()), static pair => Assert.NotSame(pair.First, pair.Second));
        });

        RenderFragment?[] Contents() => [.. made.Components.OfType<Part>().Select(static part => part.ChildContent)];
    }

    // The components of a chart, as they were made.
    private sealed class Made : IComponentActivator
    {
        public List<IComponent> Components { get; } = [];

        public IComponent CreateInstance(Type componentType)
        {
            var component = (IComponent)Activator.CreateInstance(componentType)!;
            Components.Add(component);
            return component;
        }
    }

    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => default;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }
}
