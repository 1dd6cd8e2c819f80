using Microsoft.Extensions.Logging;

namespace SpineInference.DependencyInjection;

/// <summary>Everything this package writes to a log. No message of any level takes a finding, an age, an id or a probability: exceptions
/// of a diagnosis are named by type, because their messages name findings.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The model '{ModelName}' is ready after {Milliseconds:0} ms: version {ModelVersion}, hash {ModelHash}.")]
    public static partial void ModelReady(ILogger logger, string modelName, double milliseconds, string modelVersion, string modelHash);

    [LoggerMessage(2, LogLevel.Debug, "The model '{ModelName}' answered {Statements} statements in {Milliseconds:0.000} ms.")]
    public static partial void Diagnosed(ILogger logger, string modelName, int statements, double milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "The model '{ModelName}' was given {Statements} statements that cannot all be true.")]
    public static partial void Impossible(ILogger logger, string modelName, int statements);

    [LoggerMessage(4, LogLevel.Warning, "The model '{ModelName}' could not answer {Statements} statements: {ErrorType}.")]
    public static partial void Failed(ILogger logger, string modelName, int statements, string errorType);
}
