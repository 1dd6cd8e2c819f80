using System.Runtime.InteropServices;

namespace SpineInference.Tool;

/// <summary>The signals that stop a run: interrupt (Ctrl-C) and terminate.</summary>
/// <remarks>The first asks the command to stop, which saves what is to be saved; another ends the process at once. The end of the terminal is left as it is: a run under
/// <c>nohup</c> outlives it.</remarks>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _code = ExitCode.Cancelled;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Cancelled)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated)),
    ];

    /// <summary>Set by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What the shell is told of a run that was stopped.</summary>
    public int Code => _code;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, int code)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        _code = code;
        _ = _source.CancelAsync();
    }
}
