namespace SpineInference.Tool;

/// <summary>A run was stopped, and the message says what became of its output.</summary>
internal sealed class StoppedException(string message) : OperationCanceledException(message);
