using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SpineInference;
using SpineInference.DependencyInjection;

// The namespace in which programs look for such methods, by the platform's convention.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers SpineInference.</summary>
/// <example><code>
/// IServiceCollection services = new ServiceCollection();
/// services.AddSpineInference();
/// </code></example>
public static class SpineInferenceServiceCollectionExtensions
{
    /// <summary>Registers <see cref="SpineModel"/> and <see cref="ISpineDiagnostician"/> as singletons.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="configure">Sets the options, or <see langword="null"/> for the model shipped with the library.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>Options are checked at the start of a host, all faults at once (<see cref="OptionsValidationException"/>); without a host, when
    /// the model is first resolved. A <see cref="SpineModel"/> that is already registered is kept, and the options then choose the warm-up
    /// alone. Calling twice configures the same options further and registers nothing twice.</remarks>
    public static IServiceCollection AddSpineInference(this IServiceCollection services, Action<SpineInferenceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddOptions(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(static provider => Model(provider, Options.Options.DefaultName));
        if (services.All(static d => d.IsKeyedService || d.ServiceType != typeof(ISpineDiagnostician)))
        {
            services.AddSingleton<ISpineDiagnostician>(
                static provider => Diagnostician(provider, provider.GetRequiredService<SpineModel>(), ServiceNames.Default));
            AddWarmUp(services, null);
        }

        return services;
    }

    /// <summary>Registers a further model under a name: <see cref="SpineModel"/> and <see cref="ISpineDiagnostician"/> as singletons with the
    /// name as their key.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="name">The key; also the name of its options and its name in logs, traces and metrics. Not blank.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    public static IServiceCollection AddSpineInference(this IServiceCollection services, string name, Action<SpineInferenceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions(services, name, configure);
        services.TryAddKeyedSingleton(name, static (provider, key) => Model(provider, (string)key!));
        if (services.All(d => !d.IsKeyedService || d.ServiceType != typeof(ISpineDiagnostician) || !Equals(d.ServiceKey, name)))
        {
            services.AddKeyedSingleton<ISpineDiagnostician>(
                name, static (provider, key) => Diagnostician(provider, provider.GetRequiredKeyedService<SpineModel>(key), (string)key!));
            AddWarmUp(services, name);
        }

        return services;
    }

    private static void AddOptions(IServiceCollection services, string name, Action<SpineInferenceOptions>? configure)
    {
        services.TryAddSingleton(static provider => new Instruments(provider.GetService<IMeterFactory>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SpineInferenceOptions>, SpineInferenceOptionsCheck>());
        OptionsBuilder<SpineInferenceOptions> options = services.AddOptions<SpineInferenceOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }
    }

    private static void AddWarmUp(IServiceCollection services, string? key) => services.AddSingleton<IHostedService>(
        provider => new ModelWarmUp(
            provider, key, provider.GetRequiredService<IOptionsMonitor<SpineInferenceOptions>>(), Logger<ModelWarmUp>(provider)));

    private static SpineModel Model(IServiceProvider provider, string name) =>
        ModelSource.Create(name, provider.GetRequiredService<IOptionsMonitor<SpineInferenceOptions>>().Get(name));

    private static SpineDiagnostician Diagnostician(IServiceProvider provider, SpineModel model, string name) =>
        new(model, name, provider.GetRequiredService<Instruments>(), Logger<SpineDiagnostician>(provider));

    // A container without logging stays silent; the program decides, not this package.
    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
