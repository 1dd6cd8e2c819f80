namespace SpineInference.Tool;

/// <summary>A command cannot be carried out; the message is for the user, who sees it on standard error.</summary>
internal sealed class CliException(string message) : Exception(message);
