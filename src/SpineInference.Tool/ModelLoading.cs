using System.CommandLine;
using SpineInference.Tool.Commands;

namespace SpineInference.Tool;

/// <summary>How the commands about patients take their model.</summary>
internal static class ModelLoading
{
    public static Option<string?> Option() => new("--model")
    {
        Description = "A model file, as 'spine fit' and 'spine build' write it, or a folder of tables; the library's own model unless given.",
    };

    /// <summary>The library's model, the one in a file, or that of a folder of tables.</summary>
    /// <exception cref="CliException">The model has other variables, or lacks what the answers are read from.</exception>
    public static SpineModel Load(string? path)
    {
        try
        {
            return path is null ? SpineModel.Default
                : Directory.Exists(path) ? SpineModel.FromKnowledge(BuildCommand.Read(path))
                : SpineModel.Load(path);
        }
        catch (ArgumentException exception)
        {
            throw new CliException($"--model: {NetworkLoading.WithoutParameter(exception)}");
        }
    }
}
