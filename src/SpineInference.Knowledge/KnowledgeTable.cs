using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>One knowledge file: variables of one theme.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">One or two sentences on what it holds.</param>
/// <param name="Variables">Its variables, in order.</param>
public sealed record KnowledgeTable(string File, string Title, string Description, ImmutableArray<KnowledgeVariable> Variables);
