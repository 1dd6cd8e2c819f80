using System.CommandLine;
using SpineInference.Engine.Networks;
using SpineInference.Tool.Maps;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine map</c>: begins a column map for a table, or says what would be read under one.</summary>
internal static class MapCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> data = CohortLoading.DataArgument();
        var table = new TableSettings();
        Option<string?> network = CohortLoading.NetworkOption();
        var init = new Option<bool>("--init") { Description = "Writes the beginning of a map: what was found out of the table, and a guess for each column, to be judged." };
        var check = new Option<bool>("--check") { Description = "Says what would be read; so it does without --init." };
        Option<string?> output = OutputFile.Option();
        var command = new Command("map", "Begins a column map for a table of patients, or says what would be read under one.") { data, init, check, network, output };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(init) && result.GetValue(check))
            {
                result.AddError("--init and --check are two steps; give one of them.");
            }
        });
        command.SetStoppableAction((parsed, cancellationToken) => CohortLoading.Guard(() =>
        {
            string source = parsed.GetValue(data)!;
            string? path = parsed.GetValue(output);
            OutputFile.ThrowIfUnwritable("--out", path, ("the data", source), ("the column map", table.MapPath(parsed)));
            BayesianNetwork target = CohortLoading.Model(parsed.GetValue(network), streams).Network;
            MappedTable mapped = CohortLoading.WithNative(() => table.Open(parsed, source, target, [], streams));
            return OutputFile.Write(path, streams, stream =>
            {
                if (parsed.GetValue(init))
                {
                    using StreamWriter writer = CliStreams.NewWriter(stream);
                    (int sure, int open) = MapSkeleton.Write(mapped, target, writer);
                    streams.Error.WriteLine(
                        $"spine: {sure} columns are mapped, {open} are to be decided{(path is null ? "" : $" in {path}")}. Edit the map, then: spine map DATA --map MAP --check");
                }
                else
                {
                    MapCheck.Write(mapped, target, new TextPage(streams, stream, isFile: path is not null));
                }

                return ExitCode.Done;
            }, cancellationToken);
        }, hasMap: table.MapPath(parsed) is not null));
        return command;
    }
}
