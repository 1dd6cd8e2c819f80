using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SpineInference.DependencyInjection;

/// <summary>Loads a model and asks it once before the host takes work.</summary>
internal sealed class ModelWarmUp(
    IServiceProvider services, string? key, IOptionsMonitor<SpineInferenceOptions> options, ILogger<ModelWarmUp> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SpineInferenceOptions own = options.Get(key ?? Options.DefaultName);
        if (!own.WarmUpAtStart)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        SpineModel model = await Task.Run(() => AskOnce(own.WarmUpIntervals, cancellationToken), cancellationToken).ConfigureAwait(false);
        Log.ModelReady(
            logger, key ?? ServiceNames.Default, Stopwatch.GetElapsedTime(start).TotalMilliseconds, SpineModel.Version, model.Hash);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private SpineModel AskOnce(bool withIntervals, CancellationToken cancellationToken)
    {
        SpineModel model = key is null ? services.GetRequiredService<SpineModel>() : services.GetRequiredKeyedService<SpineModel>(key);
        model.WarmUp(withIntervals, cancellationToken);
        return model;
    }
}
