using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>One division of rows into those to learn from and those to test on.</summary>
public sealed class Fold
{
    internal Fold(int repeat, int number, ImmutableArray<int> train, ImmutableArray<int> test)
    {
        Repeat = repeat;
        Number = number;
        Train = train;
        Test = test;
    }

    /// <summary>Which repetition, from 0.</summary>
    public int Repeat { get; }

    /// <summary>Which fold of it, from 0.</summary>
    public int Number { get; }

    /// <summary>The rows to learn from, ascending.</summary>
    public ImmutableArray<int> Train { get; }

    /// <summary>The rows to test on, ascending.</summary>
    public ImmutableArray<int> Test { get; }
}
