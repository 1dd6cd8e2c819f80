using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpineInference.Engine.Inference;

namespace SpineInference.DependencyInjection;

/// <summary>Loads a model and asks it once before the host takes work.</summary>
internal sealed class ModelWarmUp(
    IServiceProvider services, string? key, IOptionsMonitor<SpineInferenceOptions> options, ILogger<ModelWarmUp> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Get(key ?? Options.DefaultName).WarmUpAtStart)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        SpineModel model = await Task.Run(AskOnce, cancellationToken).ConfigureAwait(false);
        Log.ModelReady(
            logger, key ?? ServiceNames.Default, Stopwatch.GetElapsedTime(start).TotalMilliseconds, SpineModel.Version, model.Hash);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private SpineModel AskOnce()
    {
        SpineModel model = key is null ? services.GetRequiredService<SpineModel>() : services.GetRequiredKeyedService<SpineModel>(key);
        model.Engine.Query(Evidence.None(model.Network));
        return model;
    }
}
