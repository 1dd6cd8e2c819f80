using SpineInference.Tool;

using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
return await Cli.RunAsync(args, new CliStreams(input, output, Console.Error, isErrorTerminal: !Console.IsErrorRedirected));
