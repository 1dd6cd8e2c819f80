using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>The assembled network as bytes, with what a diagnosis needs of the descriptions: read at start in place of the tables.</summary>
/// <remarks>
/// <code>
/// "SIMODEL" version checksum | identity of the compiled program:32 | digest of the knowledge files:32 | texts | network
/// for each variable: id, leg (0 none, 1 left, 2 right), kind, 1 + category or 0, label, 1 + plain words or 0, synonyms
/// </code>
/// The form is that of <see cref="PackedWriter"/> and <see cref="PackedNetwork"/>; texts are named by their place. The tables stay the
/// only source: the digest refuses others than those the file was made from as soon as they are read.
/// </remarks>
public static class PackedKnowledge
{
    private const ushort Version = 1;
    private const int HashLength = 32;
    private const int LegCount = 3;
    private const int KindCount = (int)VariableKind.Finding + 1;
    private const int CategoryCount = (int)FindingCategory.Electrodiagnosis + 1;

    private static ReadOnlySpan<byte> Magic => "SIMODEL"u8;

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="programIdentity">What its compiled program carries: 32 bytes.</param>
    public static byte[] Write(KnowledgeNetwork network, ReadOnlySpan<byte> programIdentity)
    {
        ArgumentNullException.ThrowIfNull(network);
        string[] texts = [.. PackedNetwork.TextsOf(network.Network)
            .Concat(network.Variables.SelectMany(static v => (string?[])[v.Id, v.Label, v.Plain, .. v.Synonyms]).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        Dictionary<string, int> places = texts.Index().ToDictionary(static t => t.Item, static t => t.Index, StringComparer.Ordinal);
        var writer = new PackedWriter();
        writer.Bytes(programIdentity);
        writer.Bytes(network.Knowledge.Digest.AsSpan());
        writer.Texts(texts);
        PackedNetwork.Write(writer, network.Network, places);
        foreach (DescribedVariable variable in network.Variables)
        {
            writer.Number(places[variable.Id]);
            writer.Number(variable.Leg switch { null => 0, "left" => 1, _ => 2 });
            writer.Number((int)variable.Kind);
            writer.Number(variable.Category is { } category ? 1 + (int)category : 0);
            writer.Number(places[variable.Label]);
            writer.Number(variable.Plain is null ? 0 : 1 + places[variable.Plain]);
            writer.Numbers([.. variable.Synonyms.Select(s => places[s])]);
        }

        return writer.ToFile(Magic, Version);
    }

    /// <summary>Reads a network.</summary>
    /// <param name="file">What <see cref="Write"/> gave.</param>
    /// <param name="knowledge">Reads the knowledge files it was made from; not called before somebody asks for them.</param>
    /// <exception cref="InvalidDataException">It is none, damaged, or of another version.</exception>
    public static KnowledgeNetwork Read(ReadOnlySpan<byte> file, Func<KnowledgeBase> knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        try
        {
            PackedReader reader = PackedReader.Open(file, Magic, Version);
            ImmutableArray<byte> identity = [.. reader.Bytes(HashLength)];
            ImmutableArray<byte> digest = [.. reader.Bytes(HashLength)];
            string[] texts = reader.Texts();
            BayesianNetwork network = PackedNetwork.Read(ref reader, texts);
            var variables = new DescribedVariable[network.Variables.Length];
            var sources = new Lazy<KnowledgeVariable[]>(() => SourcesOf(network, digest, knowledge()));
            for (int v = 0; v < variables.Length; v++)
            {
                variables[v] = ReadDescription(ref reader, texts, network.Variables[v], sources);
            }

            reader.End();
            return new KnowledgeNetwork(
                knowledge, network, ImmutableCollectionsMarshal.AsImmutableArray(variables), identity, sources);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException(
                $"The packed network cannot be read: {e.Message} Make it anew from its knowledge files.", e);
        }
    }

    private static DescribedVariable ReadDescription(
        ref PackedReader reader, string[] texts, Variable variable, Lazy<KnowledgeVariable[]> sources)
    {
        string id = texts[reader.NumberBelow(texts.Length)];
        int leg = reader.NumberBelow(LegCount);
        int kind = reader.NumberBelow(KindCount);
        int category = reader.NumberBelow(CategoryCount + 1);
        string label = texts[reader.NumberBelow(texts.Length)];
        int plain = reader.NumberBelow(texts.Length + 1);
        int[] synonyms = reader.Numbers();
        var names = new string[synonyms.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = synonyms[i] < texts.Length ? texts[synonyms[i]] : throw new InvalidDataException($"'{id}' has a synonym that is not there.");
        }

        return new DescribedVariable(sources)
        {
            Variable = variable,
            Id = id,
            Leg = leg switch { 0 => null, 1 => "left", _ => "right" },
            Label = label,
            Plain = plain == 0 ? null : texts[plain - 1],
            Synonyms = ImmutableCollectionsMarshal.AsImmutableArray(names),
            Kind = (VariableKind)kind,
            Category = category == 0 ? null : (FindingCategory)(category - 1),
        };
    }

    private static KnowledgeVariable[] SourcesOf(BayesianNetwork network, ImmutableArray<byte> digest, KnowledgeBase knowledge)
    {
        KnowledgeAssembler.Instance[] instances = [.. KnowledgeAssembler.InstancesOf(knowledge)];
        return knowledge.Digest.AsSpan().SequenceEqual(digest.AsSpan())
            && instances.Select(static i => i.Name).SequenceEqual(network.Variables.Select(static v => v.Name))
            ? [.. instances.Select(static i => i.Source)]
            : throw new InvalidDataException(
                "The packed network was made from other knowledge files than those at hand. Make it anew from them.");
    }
}
