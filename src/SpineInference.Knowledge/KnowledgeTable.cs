using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>One knowledge file: variables of one theme.</summary>
public sealed class KnowledgeTable
{
    internal KnowledgeTable(string file, string title, string description, ImmutableArray<KnowledgeVariable> variables)
    {
        File = file;
        Title = title;
        Description = description;
        Variables = variables;
    }

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>Its title.</summary>
    public string Title { get; }

    /// <summary>One or two sentences on what it holds.</summary>
    public string Description { get; }

    /// <summary>Its variables, in order.</summary>
    public ImmutableArray<KnowledgeVariable> Variables { get; }
}
