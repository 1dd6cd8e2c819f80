namespace SpineInference.Tool;

/// <summary>A score of two models on the same rows.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Own">Of the first.</param>
/// <param name="Other">Of the other.</param>
/// <param name="Difference">The first less the other.</param>
/// <param name="StandardError">Of the difference, row by row; <see langword="null"/> where it is not computed.</param>
internal sealed record Compared(string Name, double Own, double Other, double Difference, double? StandardError);
