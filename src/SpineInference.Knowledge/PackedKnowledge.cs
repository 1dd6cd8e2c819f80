using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge;

/// <summary>The assembled network as bytes, with what a diagnosis needs of the descriptions: read at start in place of the tables.</summary>
/// <remarks>
/// <code>
/// "SIMODEL" version checksum | identity of the compiled program:32 | digest of the knowledge files:32 | texts | network
/// scopes: how many; for each: name, copies
/// for each variable: id, scope, 1 + copy or 0, kind, 1 + category or 0, label, 1 + plain words or 0, synonyms, presupposed variables, the states of each
/// </code>
/// The form is that of <see cref="PackedWriter"/> and <see cref="PackedNetwork"/>; texts are named by their place. The tables stay the
/// only source: the digest refuses others than those the file was made from as soon as they are read.
/// </remarks>
public static class PackedKnowledge
{
    private const ushort Version = 3;
    private const int HashLength = 32;
    private const int KindCount = (int)VariableKind.Finding + 1;
    private const int CategoryCount = (int)FindingCategory.Electrodiagnosis + 1;

    private static ReadOnlySpan<byte> Magic => "SIMODEL"u8;

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="programIdentity">What its compiled program carries: 32 bytes.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Write(KnowledgeNetwork network, ReadOnlySpan<byte> programIdentity)
    {
        ArgumentNullException.ThrowIfNull(network);
        string[] texts = [.. PackedNetwork.TextsOf(network.Network)
            .Concat(ScopesOf(network).SelectMany(static s => s.Copies.Prepend(s.Name)))
            .Concat(network.Variables.SelectMany(static v => (string?[])[v.Id, v.Label, v.Plain, .. v.Synonyms]).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        Dictionary<string, int> places = texts.Index().ToDictionary(static t => t.Item, static t => t.Index, StringComparer.Ordinal);
        var writer = new PackedWriter();
        writer.WriteBytes(programIdentity);
        writer.WriteBytes(network.Knowledge.Digest.AsSpan());
        writer.WriteTexts(texts);
        PackedNetwork.Write(writer, network.Network, places);
        ImmutableArray<KnowledgeScope> scopes = ScopesOf(network);
        writer.WriteNumber(scopes.Length);
        foreach (KnowledgeScope scope in scopes)
        {
            writer.WriteNumber(places[scope.Name]);
            writer.WriteNumbers([.. scope.Copies.Select(c => places[c])]);
        }

        foreach (DescribedVariable variable in network.Variables)
        {
            writer.WriteNumber(places[variable.Id]);
            writer.WriteNumber(scopes.IndexOf(variable.Scope));
            writer.WriteNumber(variable.Copy is { } copy ? 1 + variable.Scope.Copies.IndexOf(copy) : 0);
            writer.WriteNumber((int)variable.Kind);
            writer.WriteNumber(variable.Category is { } category ? 1 + (int)category : 0);
            writer.WriteNumber(places[variable.Label]);
            writer.WriteNumber(variable.Plain is null ? 0 : 1 + places[variable.Plain]);
            writer.WriteNumbers([.. variable.Synonyms.Select(s => places[s])]);
            ImmutableArray<Hypothesis> presupposed = variable.Presupposes?.AnyOf ?? [];
            writer.WriteNumbers([.. presupposed.Select(static h => h.Variable.Index)]);
            foreach (Hypothesis statement in presupposed)
            {
                writer.WriteNumbers([.. statement.States]);
            }
        }

        return writer.ToFile(Magic, Version);
    }

    /// <summary>Reads a network.</summary>
    /// <param name="file">What <see cref="Write"/> gave.</param>
    /// <param name="knowledge">Reads the knowledge files it was made from; not called before somebody asks for them.</param>
    /// <returns>The network.</returns>
    /// <exception cref="InvalidDataException">It is none, damaged, or of another version.</exception>
    public static KnowledgeNetwork Read(ReadOnlySpan<byte> file, Func<KnowledgeBase> knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        try
        {
            PackedReader reader = PackedReader.Open(file, Magic, Version);
            ImmutableArray<byte> identity = [.. reader.ReadBytes(HashLength)];
            ImmutableArray<byte> digest = [.. reader.ReadBytes(HashLength)];
            PackedTexts texts = reader.ReadTexts();
            BayesianNetwork network = PackedNetwork.Read(ref reader, texts);
            var scopes = new KnowledgeScope[reader.ReadCount()];
            for (int s = 0; s < scopes.Length; s++)
            {
                string name = texts[reader.ReadNumberBelow(texts.Length)];
                scopes[s] = new KnowledgeScope(name, Texts(reader.ReadNumbers(), texts, name));
            }

            var variables = new DescribedVariable[network.Variables.Length];
            var sources = new Lazy<KnowledgeVariable[]>(() => SourcesOf(network, digest, knowledge()));
            for (int v = 0; v < variables.Length; v++)
            {
                variables[v] = ReadDescription(ref reader, texts, scopes, network, network.Variables[v], sources);
            }

            reader.End();
            return new KnowledgeNetwork(
                knowledge, network, [.. scopes.Where(static s => s.Name.Length > 0)], ImmutableCollectionsMarshal.AsImmutableArray(variables), identity, sources);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException(
                $"The packed network cannot be read: {e.Message} Make it anew from its knowledge files.", e);
        }
    }

    private static DescribedVariable ReadDescription(
        ref PackedReader reader, PackedTexts texts, KnowledgeScope[] scopes, BayesianNetwork network, Variable variable, Lazy<KnowledgeVariable[]> sources)
    {
        string id = texts[reader.ReadNumberBelow(texts.Length)];
        KnowledgeScope scope = scopes[reader.ReadNumberBelow(scopes.Length)];
        int copy = reader.ReadNumberBelow(scope.Copies.Length + 1);
        int kind = reader.ReadNumberBelow(KindCount);
        int category = reader.ReadNumberBelow(CategoryCount + 1);
        string label = texts[reader.ReadNumberBelow(texts.Length)];
        int plain = reader.ReadNumberBelow(texts.Length + 1);
        ImmutableArray<string> synonyms = Texts(reader.ReadNumbers(), texts, id);
        int[] presupposed = reader.ReadNumbers();
        var statements = new Hypothesis[presupposed.Length];
        for (int i = 0; i < statements.Length; i++)
        {
            statements[i] = new Hypothesis(
                presupposed[i] < network.Variables.Length ? network.Variables[presupposed[i]] : throw new InvalidDataException($"'{id}' presupposes a variable that is not there."), reader.ReadNumbers());
        }

        return new DescribedVariable(sources)
        {
            Variable = variable,
            Id = id,
            Scope = scope,
            Copy = copy == 0 ? null : scope.Copies[copy - 1],
            Label = label,
            Plain = plain == 0 ? null : texts[plain - 1],
            Synonyms = synonyms,
            Kind = (VariableKind)kind,
            Category = category == 0 ? null : (FindingCategory)(category - 1),
            Presupposes = statements.Length == 0 ? null : new Presupposition(statements),
        };
    }

    private static ImmutableArray<string> Texts(int[] places, PackedTexts texts, string owner)
    {
        var named = new string[places.Length];
        for (int i = 0; i < named.Length; i++)
        {
            named[i] = places[i] < texts.Length ? texts[places[i]] : throw new InvalidDataException($"'{owner}' has a text that is not there.");
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(named);
    }

    // Where the tables name no scopes, every variable is of the whole.
    private static ImmutableArray<KnowledgeScope> ScopesOf(KnowledgeNetwork network) =>
        network.Scopes.IsEmpty ? [KnowledgeScope.Whole] : network.Scopes;

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
