using Microsoft.Extensions.Options;

namespace SpineInference.DependencyInjection;

/// <summary>Makes the model that the options ask for.</summary>
internal static class ModelSource
{
    /// <exception cref="OptionsValidationException">The options are faulty, or the model is not the one they expect.</exception>
    public static SpineModel Create(string optionsName, SpineInferenceOptions options)
    {
        SpineModel model = options.ModelPath is { } path ? SpineModel.Load(path) : SpineModel.Default;
        return options.ExpectedModelHash is { } expected && expected != model.Hash
            ? throw new OptionsValidationException(
                optionsName,
                typeof(SpineInferenceOptions),
                [
                    $"The model{(options.ModelPath is { } file ? $" of '{file}'" : " shipped with the library")} has the hash {model.Hash}; {nameof(options.ExpectedModelHash)} asks for {expected}. Check what changed before you change the expectation.",
                ])
            : model;
    }
}
