namespace SpineInference.Tool;

/// <summary>Whoever read standard output is gone: nothing that is still to come would be seen.</summary>
internal sealed class OutputClosedException() : Exception("Nobody reads the output any more.");
