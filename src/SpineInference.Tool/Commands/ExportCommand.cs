using System.CommandLine;
using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine export</c>: writes a network in another format.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, NetworkFormat> Formats = new(StringComparer.Ordinal)
    {
        ["bif"] = NetworkFormat.Bif,
        ["xmlbif"] = NetworkFormat.XmlBif,
        ["xdsl"] = NetworkFormat.Xdsl,
        ["net"] = NetworkFormat.Hugin,
        ["uai"] = NetworkFormat.Uai,
        ["json"] = NetworkFormat.Json,
        ["dot"] = NetworkFormat.Dot,
    };

    public static Command Create(CliStreams streams)
    {
        Argument<string> network = NetworkLoading.Argument();
        var format = new Option<string>("--format") { Description = "bif, xmlbif, xdsl, net (Hugin), uai, json or dot.", Required = true };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        Option<string?> output = OutputFile.Option();
        var sampleSize = new Option<double?>("--effective-sample-size")
        {
            Description = "How many observations each row counts for ('Infinity' for definitions), where the network's format does not say it and json is written.",
        };
        sampleSize.MustBeSampleSize();
        Option<double> rowTolerance = NetworkLoading.RowToleranceOption();
        var command = new Command("export", "Writes a network in another format.") { network, format, output, sampleSize, rowTolerance };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(network)!;
            NetworkFormat target = Formats[parsed.GetValue(format)!];
            double? size = parsed.GetValue(sampleSize);
            if (target == NetworkFormat.Json && NetworkLoading.FormatOf(path) != NetworkFormat.Json && size is null)
            {
                throw new CliException($"'{path}' does not say how much data stands behind its rows, and json does. Give --effective-sample-size.");
            }

            Export(path, target, size ?? 1, parsed.GetValue(rowTolerance), parsed.GetValue(output), streams, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Export(
        string path, NetworkFormat target, double sampleSize, double rowTolerance, string? output, CliStreams streams, CancellationToken cancellationToken)
    {
        Action<Stream> write;
        if (target == NetworkFormat.Json && NetworkLoading.FormatOf(path) == NetworkFormat.Json)
        {
            // From our own format to itself: what rows rest on and where the model comes from go along.
            JsonModel model = JsonModel.Read(path);
            write = stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                model.Write(writer);
            };
        }
        else
        {
            BayesianNetwork network = NetworkLoading.Read(path, sampleSize, streams, rowTolerance).Network;
            write = stream => NetworkFiles.Write(network, stream, target);
        }

        try
        {
            OutputFile.Write(
                output,
                streams,
                stream =>
                {
                    // To memory first: a name the format cannot hold must not leave half a file on the pipe.
                    using var memory = new MemoryStream();
                    write(memory);
                    if (output is null && streams.OutputWidth is not null)
                    {
                        using TextWriter terminal = streams.NewOutputWriter();
                        terminal.Write(Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length));
                    }
                    else
                    {
                        memory.WriteTo(stream);
                    }

                    return ExitCode.Done;
                },
                cancellationToken);
        }
        catch (ArgumentException exception)
        {
            throw new CliException(NetworkLoading.WithoutParameter(exception));
        }
    }
}
