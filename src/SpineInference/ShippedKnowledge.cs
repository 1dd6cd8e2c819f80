using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>The tables shipped with the library, and the network made from them.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
/// <example><code>
/// ShippedKnowledge.CopyTables("Tables");
/// SpineModel mine = SpineModel.FromKnowledge(KnowledgeBase.LoadFolder("Tables"));
/// </code></example>
public static class ShippedKnowledge
{
    /// <summary>The embedded resource that holds the network.</summary>
    internal const string Resource = "Model.network";

    private static readonly Lazy<KnowledgeBase> LazyBase = new(static () => KnowledgeBase.Load(EmbeddedKnowledge.Files()));
    private static readonly Lazy<KnowledgeNetwork> LazyNetwork = new(static () => Read(EmbeddedFile.Read(Resource)));

    private static readonly Lazy<ImmutableArray<DescribedFinding>> LazyRuleOnly = new(static () =>
        RuleOnlyFindings.Read(RuleOnlyFindings.FileName, EmbeddedFile.Read(RuleOnlyFindings.FileName).ToArray(), Network.Scopes));

    /// <summary>The findings that are asked for red-flag rules alone; read once, when they are first asked for.</summary>
    public static ImmutableArray<DescribedFinding> RuleOnly => LazyRuleOnly.Value;

    /// <summary>The tables, references and targets; read once, when they are first asked for.</summary>
    public static KnowledgeBase Base => LazyBase.Value;

    /// <summary>The network of the tables, read ready-made, once, with the way back from its variables and rows to the tables.</summary>
    /// <exception cref="InvalidDataException">The library is damaged.</exception>
    public static KnowledgeNetwork Network => LazyNetwork.Value;

    /// <summary>Copies the tables into a folder, to be changed and read again by <see cref="KnowledgeBase.LoadFolder"/>.</summary>
    /// <param name="folder">The folder; made where it is not there, otherwise empty.</param>
    /// <exception cref="IOException">The folder holds something, or cannot be written.</exception>
    public static void CopyTables(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"'{folder}' is not empty: the tables would be mixed with what is there. Give a new folder.");
        }

        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] content) in EmbeddedKnowledge.Files())
        {
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(content));
        }
    }

    /// <summary>Whether <see cref="Base"/> was read.</summary>
    internal static bool IsBaseRead => LazyBase.IsValueCreated;

    /// <summary>Reads the ready-made network.</summary>
    /// <exception cref="InvalidDataException">The library is damaged.</exception>
    internal static KnowledgeNetwork Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return PackedKnowledge.Read(file, static () => Base);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"The ready-made network of SpineInference cannot be read. Reinstall the library. {e.Message}", e);
        }
    }
}
