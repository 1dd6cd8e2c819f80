using Microsoft.Extensions.Options;

namespace SpineInference.DependencyInjection;

/// <summary>Finds every fault of the options at once.</summary>
internal sealed class SpineInferenceOptionsCheck : IValidateOptions<SpineInferenceOptions>
{
    private const int HashLength = 64;

    public ValidateOptionsResult Validate(string? name, SpineInferenceOptions options)
    {
        string of = string.IsNullOrEmpty(name) ? "" : $" of '{name}'";
        var faults = new List<string>();
        if (options.ModelPath is { } path)
        {
            if (string.IsNullOrWhiteSpace(path))
            {
                faults.Add($"{nameof(options.ModelPath)}{of} is blank. Give the path of a model file, or leave it out for the library's own model.");
            }
            else if (Directory.Exists(path))
            {
                faults.Add($"{nameof(options.ModelPath)}{of}: '{path}' is a folder. Give the path of a model file.");
            }
            else if (!File.Exists(path))
            {
                faults.Add($"{nameof(options.ModelPath)}{of}: there is no file '{path}', seen from '{Directory.GetCurrentDirectory()}'.");
            }
        }

        if (options.ExpectedModelHash is { } hash && (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower)))
        {
            faults.Add(
                $"{nameof(options.ExpectedModelHash)}{of}: '{hash}' is no hash of a model. Expected {HashLength} hexadecimal digits in lower case, as SpineModel.Hash gives them.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
