namespace SpineInference;

/// <summary>What further findings are to find out. <see langword="default"/> is <see cref="RootAndCause"/>.</summary>
public enum DiagnosticQuestion
{
    /// <summary>The principal root and the cause together.</summary>
    RootAndCause,

    /// <summary>The principal root.</summary>
    Root,

    /// <summary>The cause.</summary>
    Cause,
}
