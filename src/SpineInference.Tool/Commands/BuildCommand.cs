using System.CommandLine;
using SpineInference.Knowledge;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine build</c>: makes a model file of a folder of tables.</summary>
internal static class BuildCommand
{
    public static Command Create(CliStreams streams)
    {
        var tables = new Argument<string>("TABLES") { Description = "The folder of tables (.json), such as 'spine tables' writes." };
        Option<string?> output = OutputFile.Option();
        var command = new Command("build", "Makes a model file of a folder of tables.") { tables, output };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            KnowledgeNetwork network = KnowledgeNetwork.Assemble(Read(parsed.GetValue(tables)!));
            return OutputFile.Write(
                parsed.GetValue(output),
                streams,
                stream =>
                {
                    using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                    network.ToModel().Write(writer);
                    return ExitCode.Done;
                },
                cancellationToken);
        });
        return command;
    }

    /// <summary>Reads a folder of tables.</summary>
    /// <exception cref="CliException">It is no folder, or holds none.</exception>
    /// <exception cref="KnowledgeFormatException">A table is faulty.</exception>
    public static KnowledgeBase Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CliException($"'{folder}' is no folder. Give the folder of the tables; 'spine tables FOLDER' writes the library's own.");
        }

        KnowledgeBase knowledge = KnowledgeBase.LoadFolder(folder);
        return knowledge.Tables.IsEmpty
            ? throw new CliException($"'{folder}' holds no table: no file that ends in .json has variables.")
            : knowledge;
    }
}
