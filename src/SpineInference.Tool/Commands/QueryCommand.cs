using System.Collections.Immutable;
using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine query</c>: posteriors of any network for evidence given line by line.</summary>
internal static class QueryCommand
{
    // No inference reads it; the readers have no default on purpose.
    private const double IrrelevantSampleSize = 1;

    // A long file pays for a longer search.
    private const long LongFile = 1 << 20;
    private const int LongSearch = 16;

    public static Command Create(CliStreams streams)
    {
        Argument<string> network = NetworkLoading.Argument();
        var evidence = new Option<string>("--evidence")
        {
            Description = "JSON Lines of {\"id\": …, \"evidence\": {\"node\": \"state\", …}}; '-' for standard input.",
            Required = true,
        };
        var targets = new Option<string[]>("--targets")
        {
            Description = "Nodes to report, separated by commas; all that are not observed unless given.",
            AllowMultipleArgumentsPerToken = true,
        };
        var threads = new Option<int?>("--threads") { Description = "How many cases are worked on at a time; one for each core unless given." };
        threads.MustBePositive();
        Option<int> memory = MemoryLimit.Option();
        Option<double> rowTolerance = NetworkLoading.RowToleranceOption();
        var command = new Command("query", "Computes exact posteriors for evidence given as JSON Lines.") { network, evidence, targets, threads, memory, rowTolerance };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            NetworkFile file = NetworkLoading.Read(parsed.GetValue(network)!, IrrelevantSampleSize, streams, parsed.GetValue(rowTolerance));
            ImmutableArray<Variable>? reported = Targets(file.Network, parsed.GetValue(targets) ?? []);
            var options = new ExactEngineOptions { ReportedVariables = reported, MemoryLimit = (long)parsed.GetValue(memory) << 20, SearchAttempts = EffortFor(parsed.GetValue(evidence)!) };
            var run = new QueryRun(
                ExactEngine.Compile(file.Network, options), reported, parsed.GetValue(threads) ?? Environment.ProcessorCount, streams);
            string source = parsed.GetValue(evidence)!;
            if (source == "-")
            {
                return run.Run(streams.Input, cancellationToken);
            }

            using var stream = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read);
            return run.Run(stream, cancellationToken);
        });
        return command;
    }

    private static ImmutableArray<Variable>? Targets(BayesianNetwork network, string[] given)
    {
        if (given.Length == 0)
        {
            return null;
        }

        var targets = ImmutableArray.CreateBuilder<Variable>();
        foreach (string text in given)
        {
            // A name may hold a comma itself: the whole is tried before its parts.
            string[] names = network.TryGetVariable(text, out _) ? [text] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (string name in names)
            {
                if (!network.TryGetVariable(name, out Variable? variable))
                {
                    throw new CliException($"--targets: the network has no node '{name}'.{NameSuggestion.For(name, [.. network.Variables.Select(static v => v.Name)])}");
                }

                if (!targets.Contains(variable))
                {
                    targets.Add(variable);
                }
            }
        }

        return targets.ToImmutable();
    }

    private static int EffortFor(string evidence) => File.Exists(evidence) && new FileInfo(evidence).Length > LongFile ? LongSearch : 1;
}
