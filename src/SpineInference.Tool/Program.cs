using SpineInference.Tool;

using var signals = new StopSignals();
int code = await Cli.RunAsync(args, CliStreams.OfConsole(), signals.Token);
return code == ExitCode.Cancelled ? signals.Code : code;
