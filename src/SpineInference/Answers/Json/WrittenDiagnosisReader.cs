using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Reads a written answer, all faults at once.</summary>
internal sealed class WrittenDiagnosisReader
{
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is none; every fault is a line of the message.</exception>
    public static WrittenDiagnosis Read(JsonElement json) => new WrittenDiagnosisReader().ReadAll(json);

    private WrittenDiagnosis ReadAll(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"A written answer is a JSON object; got a JSON {json.ValueKind}.");
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!_fields.TryAdd(property.Name, property.Value))
            {
                _faults.Add($"'{property.Name}' stands twice. Keep one of them.");
            }
        }

        string? id = _fields.Remove("id", out JsonElement named) && named.ValueKind != JsonValueKind.Null ? TextOf(named, "id") : null;
        JsonElement model = Take("model", JsonValueKind.Object);
        var answer = new WrittenDiagnosis
        {
            Id = id,
            Answers = [.. Questions.All.Select(q => Read(() => WrittenDistribution.Read(q, Take(q.Field, JsonValueKind.Object)))).OfType<Distribution>()],
            Stenosis = [.. Members("stenosis").Select(p => KeyValuePair.Create(p.Name, Number(p.Value, $"stenosis.{p.Name}")))],
            StenosisSyndrome = Number("stenosisSyndrome"),
            Roots = [.. Members("roots").Select(leg => KeyValuePair.Create(leg.Name, ReadRoots(leg)))],
            SciaticaProbability = Number("sciatica"),
            LogEvidence = Take("logEvidence", JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } log ? log.GetDouble() : 0,
            Assumptions = List("assumptions", a => new Assumption(Text(a, "id"), Text(a, "value"), Text(a, "text"))),
            Doubts = List("doubts", d => new Doubt(Text(d, "id"), Texts(d, "findings"), Text(d, "text"))),
            Urgency = UrgencyOf(Take("urgency", JsonValueKind.String), "urgency"),
            RedFlags = List("redFlags", f => new RedFlag(Text(f, "id"), UrgencyOf(Part(f, "urgency"), "urgency"), Texts(f, "findings"), Text(f, "reason"), Text(f, "action"))),
            UnaskedRedFlags = List("unaskedRedFlags", q => new RedFlagQuestion(Text(q, "rule"), UrgencyOf(Part(q, "urgency"), "urgency"), Text(q, "question"), Texts(q, "findings"))),
            Advice = TextOf(Take("advice", JsonValueKind.String), "advice"),
            ModelVersion = Text(model, "version"),
            ModelHash = Text(model, "hash"),
            More = _fields.ToImmutableSortedDictionary(static f => f.Key, static f => f.Value.Clone(), StringComparer.Ordinal),
        };
        return _faults.Count == 0
            ? answer
            : throw new JsonException($"No written answer, {_faults.Count} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, _faults)}");
    }

    private ImmutableArray<Distribution> ReadRoots(JsonProperty leg)
    {
        if (!Legs.TryParse(leg.Name, out Leg side) || leg.Value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"'roots.{leg.Name}' is no leg; expected 'left' and 'right', each an object from root to distribution.");
            return [];
        }

        var roots = ImmutableArray.CreateBuilder<Distribution>();
        foreach (JsonProperty root in leg.Value.EnumerateObject())
        {
            if (!NerveRoots.TryParse(root.Name, out NerveRoot known) || known == NerveRoot.L1)
            {
                _faults.Add($"'roots.{leg.Name}.{root.Name}' is no root of the model; expected L2 to S3.");
            }
            else if (Read(() => WrittenDistribution.Read(Questions.RootOf(side, known), root.Value)) is { } distribution)
            {
                roots.Add(distribution);
            }
        }

        return roots.ToImmutable();
    }

    private T? Read<T>(Func<T> read)
        where T : class
    {
        int before = _faults.Count;
        try
        {
            return read();
        }
        catch (JsonException fault)
        {
            // That a field is missing was told already.
            if (_faults.Count == before)
            {
                _faults.Add(fault.Message);
            }

            return null;
        }
    }

    private JsonElement Take(string field, JsonValueKind kind)
    {
        if (!_fields.Remove(field, out JsonElement value))
        {
            _faults.Add($"Field '{field}' is missing.");
        }
        else if (value.ValueKind != kind)
        {
            _faults.Add($"Field '{field}' is a JSON {value.ValueKind}; expected a JSON {kind}.");
            return default;
        }

        return value;
    }

    private IEnumerable<JsonProperty> Members(string field) =>
        Take(field, JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } value ? [.. value.EnumerateObject()] : [];

    private ImmutableArray<T> List<T>(string field, Func<JsonElement, T> read) =>
        Take(field, JsonValueKind.Array) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(read)] : [];

    private double Number(string field) => Take(field, JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } value ? Number(value, field) : 0;

    private double Number(JsonElement value, string field)
    {
        try
        {
            return WrittenDistribution.Probability(value, field);
        }
        catch (JsonException fault)
        {
            _faults.Add(fault.Message);
            return 0;
        }
    }

    private JsonElement Part(JsonElement item, string name)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value))
        {
            return value;
        }

        // Of the field that holds the item, that it is missing was told already.
        if (item.ValueKind != JsonValueKind.Undefined)
        {
            _faults.Add($"'{name}' is missing in {item.GetRawText()}.");
        }

        return default;
    }

    private string Text(JsonElement item, string name) => TextOf(Part(item, name), name);

    private string TextOf(JsonElement value, string name)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Undefined))
        {
            _faults.Add($"'{name}' is a JSON {value.ValueKind}; expected a text.");
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }

    private ImmutableArray<string> Texts(JsonElement item, string name)
    {
        JsonElement list = Part(item, name);
        if (list.ValueKind is not (JsonValueKind.Array or JsonValueKind.Undefined))
        {
            _faults.Add($"'{name}' is a JSON {list.ValueKind}; expected a list of texts.");
        }

        return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(t => TextOf(t, name))] : [];
    }

    private Urgency UrgencyOf(JsonElement value, string name)
    {
        string text = TextOf(value, name);
        if (text.Length > 0 && !Urgencies.TryParse(text, out _))
        {
            _faults.Add($"'{name}' is '{text}'; expected one of {string.Join(", ", Urgencies.All.Select(static u => u.Id))}.");
        }

        return Urgencies.TryParse(text, out Urgency urgency) ? urgency : Urgency.Routine;
    }
}
