using Microsoft.Extensions.Logging;

namespace SpineInference.AspNetCore;

/// <summary>Everything this package writes to a log: no message takes anything of a request's body, and exceptions are named by type, because
/// their messages may quote it.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Error, "The endpoint '{Endpoint}' failed: {ErrorType}.")]
    public static partial void Failed(ILogger logger, string endpoint, string errorType);

    [LoggerMessage(102, LogLevel.Debug, "The endpoint '{Endpoint}' refused a request: {ProblemKind}.")]
    public static partial void Refused(ILogger logger, string endpoint, string problemKind);
}
