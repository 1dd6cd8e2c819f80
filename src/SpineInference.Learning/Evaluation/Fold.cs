using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>One division of rows into those to learn from and those to test on.</summary>
/// <param name="Repeat">Which repetition, from 0.</param>
/// <param name="Number">Which fold of it, from 0.</param>
/// <param name="Train">The rows to learn from, ascending.</param>
/// <param name="Test">The rows to test on, ascending.</param>
public sealed record Fold(int Repeat, int Number, ImmutableArray<int> Train, ImmutableArray<int> Test);
