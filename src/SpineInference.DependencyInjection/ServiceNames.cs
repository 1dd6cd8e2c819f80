namespace SpineInference.DependencyInjection;

/// <summary>How models without a name are called in logs, traces and metrics.</summary>
internal static class ServiceNames
{
    public const string Default = "default";
}
