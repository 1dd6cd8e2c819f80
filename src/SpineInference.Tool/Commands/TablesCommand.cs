using System.CommandLine;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine tables</c>: writes the library's own tables, to be changed and built.</summary>
internal static class TablesCommand
{
    public static Command Create(CliStreams streams)
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder to write, new or empty." };
        var command = new Command("tables", "Writes the library's own tables into a folder, to be changed and built.") { folder };
        command.SetStoppableAction((parsed, _) =>
        {
            string path = parsed.GetValue(folder)!;
            if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || File.Exists(path))
            {
                throw new CliException($"'{path}' names no folder. Give the folder to write.");
            }

            ShippedKnowledge.CopyTables(path);
            streams.Error.WriteLine($"spine: {Directory.GetFiles(path).Length} files of tables in '{path}'. Change what you will, then: spine build {path} --out model.json");
            return ExitCode.Done;
        });
        return command;
    }
}
