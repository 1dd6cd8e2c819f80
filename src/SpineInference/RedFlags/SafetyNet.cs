using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>When to come back, in words for the patient: what holds for everybody, and what belongs to the causes that are in question.</summary>
/// <remarks>Data of <see cref="Resource"/>, each sentence with its sources. Immutable and safe for concurrent use.</remarks>
public sealed class SafetyNet
{
    /// <summary>From this probability of its causes on a part is told: one in ten. Judgement; a sentence too many costs little.</summary>
    public const double ToldFrom = 0.1;

    /// <summary>The resource.</summary>
    internal const string Resource = "RedFlags/SafetyNet.json";

    private static readonly Lazy<ImmutableArray<SafetyNet>> LazyAll = new(static () => Read(Resource, EmbeddedFile.Read(Resource).ToArray()));

    private SafetyNet(string id, string text, ImmutableArray<Cause> causes, ImmutableArray<string> sources)
    {
        Id = id;
        Text = text;
        Causes = causes;
        Sources = sources;
    }

    /// <summary>All parts: the one for everybody first.</summary>
    public static ImmutableArray<SafetyNet> All => LazyAll.Value;

    /// <summary>Text id; <c>general</c> for the part that holds for everybody.</summary>
    public string Id { get; }

    /// <summary>What the patient is told.</summary>
    public string Text { get; }

    /// <summary>The causes it belongs to; none where it holds for everybody.</summary>
    public ImmutableArray<Cause> Causes { get; }

    /// <summary>The sources: keys of the reference list.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>The parts that a diagnosis calls for: the general one, and those whose causes together have <see cref="ToldFrom"/> or more, the likeliest
    /// first.</summary>
    internal static IEnumerable<SafetyNet> For(Diagnosis diagnosis) => All
        .Select(p => (Part: p, Probability: p.Causes.IsEmpty ? double.PositiveInfinity : p.Causes.Sum(c => diagnosis.Cause[c])))
        .Where(static p => p.Probability >= ToldFrom)
        .OrderByDescending(static p => p.Probability)
        .Select(static p => p.Part);

    /// <summary>Reads a file of parts.</summary>
    /// <exception cref="KnowledgeFormatException">Something is wrong; all faults are listed.</exception>
    internal static ImmutableArray<SafetyNet> Read(string file, byte[] utf8)
    {
        var faults = new List<Fault>();
        var reader = new StrictJsonReader(file, utf8, faults.Add);
        var parts = ImmutableArray.CreateBuilder<SafetyNet>();
        if (reader.Parse() is { } root)
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(root, "the safety net", "general", "parts");
            if (fields.TryGetValue("general", out LocatedJson? general))
            {
                parts.Add(Part(reader, general, isGeneral: true));
            }
            else
            {
                reader.AddFault(root, "Field 'general' is missing: what every patient is told.");
            }

            foreach (LocatedJson value in reader.ReadList(fields, "parts"))
            {
                parts.Add(Part(reader, value, isGeneral: false));
            }
        }

        return faults.Count == 0
            ? parts.ToImmutable()
            : throw new KnowledgeFormatException([.. faults.OrderBy(static f => f.Line).ThenBy(static f => f.Column)]);
    }

    private static SafetyNet Part(StrictJsonReader reader, LocatedJson value, bool isGeneral)
    {
        Dictionary<string, LocatedJson> fields = isGeneral
            ? reader.ReadFields(value, "the general part", "tell", "sources")
            : reader.ReadFields(value, "a part", "id", "causes", "tell", "sources");
        var causes = ImmutableArray.CreateBuilder<Cause>();
        foreach (string id in isGeneral ? [] : reader.ReadTexts(fields, "causes"))
        {
            if (SpineInference.Causes.TryParse(id, out Cause cause))
            {
                causes.Add(cause);
            }
            else
            {
                reader.AddFault(fields["causes"], $"'{id}' is no cause; expected some of {string.Join(", ", SpineInference.Causes.All.Select(static c => c.Id))}.");
            }
        }

        ImmutableArray<string> sources = [.. reader.ReadTexts(fields, "sources")];
        if (sources.IsEmpty)
        {
            reader.AddFault(value, "A part needs 'sources': the keys of those of the reference list on which it rests.");
        }

        if (!isGeneral && causes.Count == 0)
        {
            reader.AddFault(value, "A part needs 'causes': those it belongs to. What holds for everybody stands in 'general'.");
        }

        return new SafetyNet(isGeneral ? "general" : reader.ReadText(fields, "id", value), reader.ReadText(fields, "tell", value), causes.ToImmutable(), sources);
    }
}
