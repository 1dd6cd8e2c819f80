namespace SpineInference.Tool;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>The run went to its end, but some of its lines failed, each of which says why in the output; or a search found nothing.</summary>
    public const int SomeFailed = 1;

    /// <summary>Nothing was done: the command line is wrong, a file cannot be read or written, or the one patient cannot be answered.</summary>
    public const int Refused = 2;

    /// <summary>The user stopped the run (Ctrl-C, SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>Whoever read standard output went away, as SIGPIPE would tell.</summary>
    public const int OutputClosed = 141;

    /// <summary>The system or another program stopped the run (SIGTERM).</summary>
    public const int Terminated = 143;
}
