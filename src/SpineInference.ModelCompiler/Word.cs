using System.Collections.Immutable;

namespace SpineInference.ModelCompiler;

/// <summary>A member of a vocabulary.</summary>
/// <param name="Id">Its text id.</param>
/// <param name="Member">Its name in code.</param>
/// <param name="Name">Its plain name.</param>
/// <param name="What">Its documentation, XML.</param>
/// <param name="Facts">What else is to be known of it, by the name of the fact; texts, or ids of another vocabulary.</param>
internal sealed record Word(string Id, string Member, string Name, string What, ImmutableDictionary<string, ImmutableArray<string>> Facts);
