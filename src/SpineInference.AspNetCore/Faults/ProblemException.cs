namespace SpineInference.AspNetCore.Faults;

/// <summary>A request cannot be answered. It never leaves the service: the problem goes to the client, and its message into no log.</summary>
internal sealed class ProblemException(Problem problem) : Exception
{
    public Problem Problem { get; } = problem;
}
