using System.Collections.Immutable;

namespace SpineInference.ModelCompiler;

/// <summary>A vocabulary of the tables: an enumeration with ids and plain names.</summary>
internal sealed record Vocabulary
{
    /// <summary>The enumeration.</summary>
    public required string Enum { get; init; }

    /// <summary>The class that lists its members.</summary>
    public required string List { get; init; }

    /// <summary>The namespace of both.</summary>
    public required string Namespace { get; init; }

    /// <summary>What a member is, for messages.</summary>
    public required string Noun { get; init; }

    /// <summary>Documentation of the enumeration, XML.</summary>
    public required string Summary { get; init; }

    /// <summary>More of it, or <see langword="null"/>.</summary>
    public string? Remarks { get; init; }

    /// <summary>Documentation of the list; <see langword="null"/> where a part of that class is written by hand and has it.</summary>
    public string? ListSummary { get; init; }

    /// <summary>The member that says nothing was stated, with its documentation; it has the value 0 and no id.</summary>
    public (string Member, string What)? Unstated { get; init; }

    /// <summary>The value of the first word: 0 where the default is a member.</summary>
    public int First { get; init; }

    /// <summary>What is to be known of a word, by name: <c>text</c>, <c>flag</c>, the name of an enumeration, or <c>list of</c> one.</summary>
    public required ImmutableArray<(string Name, string Type)> Facts { get; init; }

    /// <summary>The words, in order.</summary>
    public required ImmutableArray<Word> Words { get; init; }
}
