using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>The tables of the model, its reference list and its published targets: the data from which the network is made.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
/// <example><code>
/// KnowledgeBase tables = KnowledgeBase.LoadFolder("Tables");
/// KnowledgeNetwork described = KnowledgeNetwork.Assemble(tables);
/// </code></example>
public sealed class KnowledgeBase
{
    private KnowledgeBase(
        KnowledgeHeads heads,
        ImmutableArray<KnowledgeTable> tables,
        ImmutableSortedDictionary<string, KnowledgeReference> references,
        ImmutableArray<KnowledgeTarget> targets,
        KnowledgeSynthesis synthesis,
        ImmutableArray<byte> digest)
    {
        Synthesis = synthesis;
        Name = heads.Name ?? "";
        Scopes = [.. heads.Scopes];
        Digest = digest;
        Tables = tables;
        References = references;
        Targets = targets;
    }

    /// <summary>The name of the network that they make; may be empty.</summary>
    public string Name { get; }

    /// <summary>The scopes that the tables name, in their order; empty where they name none.</summary>
    public ImmutableArray<KnowledgeScope> Scopes { get; }

    /// <summary>The tables, in the order of their files' names.</summary>
    public ImmutableArray<KnowledgeTable> Tables { get; }

    /// <summary>The reference list, by key.</summary>
    public ImmutableSortedDictionary<string, KnowledgeReference> References { get; }

    /// <summary>Published rates to hold the network against.</summary>
    public ImmutableArray<KnowledgeTarget> Targets { get; }

    /// <summary>Where published studies moved the numbers of the tables.</summary>
    public KnowledgeSynthesis Synthesis { get; }

    /// <summary>SHA-256 of the names and contents of all files: 32 bytes.</summary>
    public ImmutableArray<byte> Digest { get; }

    /// <summary>All variables, table after table.</summary>
    public IEnumerable<KnowledgeVariable> Variables => Tables.SelectMany(static t => t.Variables);

    /// <summary>Reads the knowledge files of a folder: all that end in <c>.json</c>, none of its sub-folders.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The tables.</returns>
    /// <exception cref="KnowledgeFormatException">Something is wrong; all faults of all files are listed.</exception>
    /// <exception cref="IOException">The folder is not there or cannot be read.</exception>
    public static KnowledgeBase LoadFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Load(Directory.GetFiles(folder, "*.json").Select(static path => (Path.GetFileName(path), File.ReadAllBytes(path))));
    }

    /// <summary>Reads knowledge files.</summary>
    /// <param name="files">Name and UTF-8 content of each. A name that starts with <c>References</c> is a part of the
    /// reference list, one that starts with <c>Targets</c> a list of targets, <see cref="KnowledgeSynthesis.FileName"/> what studies moved, any other a
    /// table.</param>
    /// <returns>The tables.</returns>
    /// <exception cref="KnowledgeFormatException">Something is wrong; all faults of all files are listed.</exception>
    public static KnowledgeBase Load(IEnumerable<(string Name, byte[] Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = new List<Fault>();
        var heads = new KnowledgeHeads();
        var tableFiles = new List<(KnowledgeTableParser Parser, LocatedJson Root)>();
        var otherFiles = new List<(string Name, StrictJsonReader Reader, LocatedJson Root)>();
        KnowledgeSynthesis synthesis = KnowledgeSynthesis.None;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, byte[] content) in files.OrderBy(static f => f.Name, StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{name}\0{content.Length}\0"));
            digest.AppendData(content);
            var reader = new StrictJsonReader(name, content, faults.Add);
            if (reader.Parse() is not { } root)
            {
                continue;
            }

            if (name == KnowledgeSynthesis.FileName)
            {
                synthesis = KnowledgeSynthesis.Read(reader, root);
            }
            else if (name.StartsWith("References", StringComparison.Ordinal) || name.StartsWith("Targets", StringComparison.Ordinal))
            {
                otherFiles.Add((name, reader, root));
            }
            else
            {
                heads.Read(reader, root);
                tableFiles.Add((new KnowledgeTableParser(reader, heads), root));
            }
        }

        ImmutableArray<KnowledgeTable> tables = [.. tableFiles.Select(static f => f.Parser.ReadTable(f.Root)).Where(static t => !t.Variables.IsEmpty)];
        var references = ImmutableSortedDictionary.CreateBuilder<string, KnowledgeReference>(StringComparer.Ordinal);
        var targets = ImmutableArray.CreateBuilder<KnowledgeTarget>();
        foreach ((string name, StrictJsonReader reader, LocatedJson root) in otherFiles)
        {
            if (name.StartsWith("References", StringComparison.Ordinal))
            {
                KnowledgeLists.ReadReferences(reader, root, references);
            }
            else
            {
                KnowledgeLists.ReadTargets(reader, root, targets);
            }
        }

        var knowledge = new KnowledgeBase(heads, tables, references.ToImmutable(), targets.ToImmutable(), synthesis, [.. digest.GetHashAndReset()]);
        KnowledgeChecks.CheckSources(knowledge, faults);
        return faults.Count == 0
            ? knowledge
            : throw KnowledgeFormatException.Of(faults);
    }
}
