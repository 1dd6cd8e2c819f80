namespace SpineInference.Engine.Formats;

/// <summary>How much a reader takes before it refuses a file. Every limit is checked before the memory is taken.</summary>
/// <remarks>The defaults admit every network of the public repositories several times over and keep a hostile file below about
/// two gigabytes of memory and a minute of time; a service that takes files from strangers sets them lower.</remarks>
public sealed record FormatLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static FormatLimits Default { get; } = new();

    /// <summary>Bytes of a file, after decompression.</summary>
    public int Bytes { get; init; } = 128 << 20;

    /// <summary>Variables of a network.</summary>
    public int Variables { get; init; } = 50_000;

    /// <summary>States of one variable.</summary>
    public int States { get; init; } = 10_000;

    /// <summary>Parents of one variable.</summary>
    public int Parents { get; init; } = 256;

    /// <summary>Entries of one variable's table: the product of its own and its parents' numbers of states. A noisy-MAX counts with
    /// the table it stands for.</summary>
    public int TableEntries { get; init; } = 1 << 21;

    /// <summary>Entries of all tables together.</summary>
    public int TotalEntries { get; init; } = 1 << 22;

    /// <summary>Characters of a name.</summary>
    public int NameLength { get; init; } = 1_000;

    /// <summary>Elements of an XML file, or values of a JSON file other than numbers in lists.</summary>
    public int Elements { get; init; } = 4_000_000;

    /// <summary>Characters of one tag of an XML file, its attributes included: the time a tag takes grows with their square.</summary>
    public int TagLength { get; init; } = 1 << 20;

    /// <summary>Elements within elements (XML), values within values (JSON) or blocks within blocks (Hugin, Netica).</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Faults listed before the reader gives up on the rest of a file.</summary>
    public int Faults { get; init; } = 100;
}
