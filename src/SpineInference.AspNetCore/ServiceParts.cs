using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SpineInference.DependencyInjection;

namespace SpineInference.AspNetCore;

/// <summary>What the endpoints of one mapping share. Safe for concurrent use.</summary>
internal sealed class ServiceParts : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress>? _rate;
    private readonly SemaphoreSlim _long;

    private ServiceParts(ISpineDiagnostician diagnostician, SpineInferenceEndpointOptions options, ILogger logger, TimeProvider time)
    {
        Diagnostician = diagnostician;
        Options = options;
        Logger = logger;
        Time = time;
        _long = new SemaphoreSlim(options.LongRequestParallelism);
        if (options.RequestsPerSecond is { } perSecond)
        {
            _rate = PartitionedRateLimiter.Create<IPAddress, IPAddress>(client => RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RequestBurst,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        }
    }

    public ISpineDiagnostician Diagnostician { get; }

    public SpineModel Model => Diagnostician.Model;

    public SpineInferenceEndpointOptions Options { get; }

    public ILogger Logger { get; }

    public TimeProvider Time { get; }

    /// <summary>Takes the parts from a container.</summary>
    /// <exception cref="InvalidOperationException">SpineInference is not registered.</exception>
    /// <exception cref="OptionsValidationException">Options are faulty.</exception>
    public static ServiceParts From(IServiceProvider services, string? model)
    {
        ISpineDiagnostician diagnostician =
            (model is null ? services.GetService<ISpineDiagnostician>() : services.GetKeyedService<ISpineDiagnostician>(model))
            ?? throw new InvalidOperationException(model is null
                ? "SpineInference is not registered: call builder.Services.AddSpineInference() before MapSpineInference()."
                : $"No model '{model}' is registered: call builder.Services.AddSpineInference(\"{model}\", …) before MapSpineInference(model: \"{model}\").");
        SpineInferenceEndpointOptions options = services.GetService<IOptions<SpineInferenceEndpointOptions>>()?.Value ?? new SpineInferenceEndpointOptions();
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(nameof(SpineInferenceEndpointOptions), typeof(SpineInferenceEndpointOptions), faults);
        }

        var parts = new ServiceParts(
            diagnostician,
            options,
            services.GetService<ILoggerFactory>()?.CreateLogger("SpineInference.AspNetCore") ?? NullLogger.Instance,
            services.GetService<TimeProvider>() ?? TimeProvider.System);
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(parts.Dispose);
        return parts;
    }

    public void Dispose()
    {
        _rate?.Dispose();
        _long.Dispose();
    }

    /// <summary>Whether the client may ask now; otherwise after how many seconds.</summary>
    public bool MayAsk(HttpContext context, out int retryAfter)
    {
        retryAfter = 1;
        if (_rate is null)
        {
            return true;
        }

        using RateLimitLease lease = _rate.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after))
        {
            retryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
        }

        return lease.IsAcquired;
    }

    /// <summary>Does something long when there is a place for it.</summary>
    /// <exception cref="OperationCanceledException">The client went away while it waited.</exception>
    public async Task<T> LongAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _long.WaitAsync(cancellationToken);
        try
        {
            // Not to stop in the middle: the engine has no place to; but not to begin for somebody who has gone.
            cancellationToken.ThrowIfCancellationRequested();
            return work();
        }
        finally
        {
            _long.Release();
        }
    }
}
