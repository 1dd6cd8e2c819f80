using SpineInference.Tool;

using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
return await Cli.RunAsync(args, CliStreams.OfConsole(input, output));
