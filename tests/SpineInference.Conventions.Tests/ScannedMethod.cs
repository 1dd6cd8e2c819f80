using System.Collections.Immutable;

namespace SpineInference.Conventions.Tests;

/// <summary>A method as its metadata and its code tell it.</summary>
/// <param name="DeclaringType">Full name of its type, nested ones as Outer+Inner.</param>
/// <param name="Name">Its name.</param>
/// <param name="ReturnType">Full name of what it returns.</param>
/// <param name="CodeLength">Bytes of code; 0 for an abstract one.</param>
/// <param name="Attributes">Constructors of its attributes, as Type::.ctor.</param>
/// <param name="Uses">Members and types that its code refers to, as Type::Member and Type::.</param>
/// <param name="Texts">String literals in its code.</param>
/// <param name="Mentions">Full names of the types of its own assembly that its signature, locals and code mention.</param>
internal sealed record ScannedMethod(
    string DeclaringType,
    string Name,
    string ReturnType,
    int CodeLength,
    ImmutableArray<string> Attributes,
    ImmutableArray<string> Uses,
    ImmutableArray<string> Texts,
    ImmutableHashSet<string> Mentions)
{
    /// <summary>Type and name, as uses refer to it.</summary>
    public string FullName => $"{DeclaringType}::{Name}";
}
