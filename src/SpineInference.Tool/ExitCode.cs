namespace SpineInference.Tool;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>The run went to its end, but some of its lines failed; each says why in the output.</summary>
    public const int SomeFailed = 1;

    /// <summary>Nothing was done: the command line is wrong, or a file cannot be read or written.</summary>
    public const int Refused = 2;

    /// <summary>The user stopped the run.</summary>
    public const int Cancelled = 130;
}
