namespace SpineInference.DependencyInjection;

/// <summary>What a program can choose about the model it asks. Checked when first used, and at start where a host runs.</summary>
/// <remarks>Set them in the delegate of <c>AddSpineInference</c> or bind them to a section of the configuration; they are read once.</remarks>
public sealed class SpineInferenceOptions
{
    /// <summary>The model file that a fit or an export wrote, plain or gzip-compressed; <see langword="null"/> for the model shipped with
    /// the library.</summary>
    public string? ModelPath { get; set; }

    /// <summary>The <see cref="SpineModel.Hash"/> the model must have, or <see langword="null"/> where any will do: 64 hexadecimal digits in
    /// lower case.</summary>
    /// <remarks>Name the hash of the model you checked: a program that is given another one does not start, or throws at first use.</remarks>
    public string? ExpectedModelHash { get; set; }

    /// <summary>Whether the host loads and asks the model once before it takes work, so that a faulty file stops the start and the first
    /// patient does not wait. <see langword="true"/> unless set; without a host it has no effect.</summary>
    public bool WarmUpAtStart { get; set; } = true;

    /// <summary>Whether the warm-up also makes what intervals need, so that the first patient asked about does not wait for it: the program with live numbers, the draws,
    /// and the code that runs them. <see langword="true"/> unless set; without <see cref="WarmUpAtStart"/> it has no effect.</summary>
    /// <remarks>Takes some tenths of a second of a processor and some tens of megabytes. A program that never tells intervals may spare them.</remarks>
    public bool WarmUpIntervals { get; set; } = true;
}
