using System.CommandLine;

namespace SpineInference.Tool;

/// <summary>How the commands about patients take their model.</summary>
internal static class ModelLoading
{
    public static Option<string?> Option() => new("--model")
    {
        Description = "A fitted model (.json), as 'spine fit' writes it; the library's own unless given.",
    };

    /// <summary>The library's model, or the one in a file.</summary>
    /// <exception cref="CliException">The file holds a model with other variables.</exception>
    public static SpineModel Load(string? path)
    {
        try
        {
            return path is null ? SpineModel.Default : SpineModel.Load(path);
        }
        catch (ArgumentException exception)
        {
            throw new CliException($"--model: {NetworkLoading.WithoutParameter(exception)}");
        }
    }
}
