using System.CommandLine;

namespace SpineInference.Tool;

/// <summary>Actions of commands that end soon after they are told to stop, whatever they wait for.</summary>
internal static class StoppableAction
{
    // What can end by itself, such as a loop over lines, does so in this time and removes its temporary file.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Sets what a command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Does it, on a thread of its own.</param>
    public static void SetStoppableAction(this Command command, Func<ParseResult, CancellationToken, int> run) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(() => run(parsed, cancellationToken), static () => true, cancellationToken));

    /// <summary>Runs something that may be given up when the run is to stop, though it is reading a file or compiling.</summary>
    /// <param name="run">The work.</param>
    /// <param name="canBeGivenUp">Whether nothing would be lost with it now.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="OperationCanceledException">The work was given up, or ended so by itself.</exception>
    public static async Task<int> RunAsync(Func<int> run, Func<bool> canBeGivenUp, CancellationToken cancellationToken)
    {
        Task<int> task = Task.Run(run, CancellationToken.None);
        await Task.WhenAny(task, WhenCancelledAsync(cancellationToken));
        while (!task.IsCompleted && canBeGivenUp())
        {
            await Task.WhenAny(task, Task.Delay(Grace, CancellationToken.None));
            if (!task.IsCompleted && canBeGivenUp())
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await task;
    }

    private static async Task WhenCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
    }
}
