namespace SpineInference.Generator;

/// <summary>A file of the repository that is written from the model, so that it cannot disagree with it.</summary>
/// <param name="Path">Path below the repository's root, with forward slashes.</param>
/// <param name="Content">Its bytes.</param>
public sealed record GeneratedFile(string Path, byte[] Content);
