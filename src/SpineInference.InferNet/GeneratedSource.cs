namespace SpineInference.InferNet;

/// <summary>A generated algorithm that was written as source.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="ClassName">Full name of the class in it; it has a constructor without parameters.</param>
/// <param name="Depth">The number of levels it was written for.</param>
public sealed record GeneratedSource(string Path, string ClassName, int Depth);
