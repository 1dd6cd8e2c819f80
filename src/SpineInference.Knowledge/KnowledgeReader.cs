using System.Text.Json;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>Reads one knowledge file field by field: unknown, missing or misplaced fields become faults, and reading goes on.</summary>
/// <remarks>Reads into the list of faults that its maker gave it, so that several files share one.</remarks>
public sealed class KnowledgeReader
{
    private readonly byte[] _utf8;
    private readonly ICollection<KnowledgeFault> _faults;

    /// <summary>Makes a reader.</summary>
    /// <param name="file">The name of the file, for messages.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="faults">Receives the faults.</param>
    public KnowledgeReader(string file, byte[] utf8, ICollection<KnowledgeFault> faults)
    {
        File = file;
        _utf8 = utf8;
        _faults = faults;
    }

    /// <summary>The name of the file.</summary>
    public string File { get; }

    /// <summary>Parses the file; <see langword="null"/> after a syntax fault.</summary>
    public LocatedJson? Parse()
    {
        try
        {
            return LocatedJson.Parse(_utf8);
        }
        catch (JsonException fault)
        {
            _faults.Add(new KnowledgeFault(
                File, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1, $"Not JSON: {fault.Message}"));
            return null;
        }
    }

    /// <summary>Hands over the faults found so far and forgets them; files of one load share the list.</summary>
    public IReadOnlyList<KnowledgeFault> TakeFaults()
    {
        List<KnowledgeFault> taken = [.. _faults];
        _faults.Clear();
        return taken;
    }

    /// <summary>Adds a fault.</summary>
    /// <param name="where">The value that is wrong.</param>
    /// <param name="message">What was found, and what was expected.</param>
    public void Fault(LocatedJson where, string message)
    {
        (int line, int column) = LocatedJson.Locate(_utf8, where.Offset);
        _faults.Add(new KnowledgeFault(File, line, column, message));
    }

    /// <summary>Splits an object into its fields; anything not in <paramref name="known"/>, or given twice, is a fault.</summary>
    public Dictionary<string, LocatedJson> Fields(LocatedJson value, string what, params ReadOnlySpan<string> known)
    {
        var fields = new Dictionary<string, LocatedJson>(StringComparer.Ordinal);
        if (value.Kind != JsonValueKind.Object)
        {
            Fault(value, $"Got {Describe(value)}; expected an object: {what}.");
            return fields;
        }

        foreach ((string name, LocatedJson member) in value.Members)
        {
            if (!known.Contains(name))
            {
                Fault(member, $"Unknown field '{name}' of {what}. Known: {string.Join(", ", known.ToArray())}.");
            }
            else if (!fields.TryAdd(name, member))
            {
                Fault(member, $"Field '{name}' of {what} stands twice.");
            }
        }

        return fields;
    }

    /// <summary>A text that must be there; empty after a fault.</summary>
    public string Text(Dictionary<string, LocatedJson> fields, string name, LocatedJson owner)
    {
        if (!fields.TryGetValue(name, out LocatedJson? value))
        {
            // An owner that is no object has its fault already.
            if (owner.Kind == JsonValueKind.Object)
            {
                Fault(owner, $"Field '{name}' is missing.");
            }

            return "";
        }

        return Text(value, name);
    }

    /// <summary>A text, or <see langword="null"/> where the field is not there.</summary>
    public string? OptionalText(Dictionary<string, LocatedJson> fields, string name) =>
        fields.TryGetValue(name, out LocatedJson? value) ? Text(value, name) : null;

    /// <summary>A text; empty after a fault.</summary>
    public string Text(LocatedJson value, string name)
    {
        if (value.Kind == JsonValueKind.String)
        {
            return value.Text;
        }

        Fault(value, $"Field '{name}': got {Describe(value)}; expected a text.");
        return "";
    }

    /// <summary>A number; NaN after a fault.</summary>
    public double Number(LocatedJson value, string name)
    {
        if (value.Kind == JsonValueKind.Number)
        {
            return value.Number;
        }

        Fault(value, $"Field '{name}': got {Describe(value)}; expected a number.");
        return double.NaN;
    }

    /// <summary>True or false.</summary>
    public bool Flag(Dictionary<string, LocatedJson> fields, string name, bool otherwise = false)
    {
        if (!fields.TryGetValue(name, out LocatedJson? value))
        {
            return otherwise;
        }

        if (value.Kind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.Kind == JsonValueKind.True;
        }

        Fault(value, $"Field '{name}': got {Describe(value)}; expected true or false.");
        return otherwise;
    }

    /// <summary>The items of a list; empty where the field is not there.</summary>
    public IReadOnlyList<LocatedJson> List(Dictionary<string, LocatedJson> fields, string name)
    {
        if (!fields.TryGetValue(name, out LocatedJson? value))
        {
            return [];
        }

        if (value.Kind == JsonValueKind.Array)
        {
            return value.Items;
        }

        Fault(value, $"Field '{name}': got {Describe(value)}; expected a list.");
        return [];
    }

    /// <summary>The texts of a list; empty where the field is not there.</summary>
    public string[] Texts(Dictionary<string, LocatedJson> fields, string name) => [.. List(fields, name).Select(v => Text(v, name))];

    /// <summary>The members of an object, each name once.</summary>
    public Dictionary<string, LocatedJson> Members(LocatedJson value, string name)
    {
        var members = new Dictionary<string, LocatedJson>(StringComparer.Ordinal);
        if (value.Kind != JsonValueKind.Object)
        {
            Fault(value, $"Field '{name}': got {Describe(value)}; expected an object.");
        }

        foreach ((string key, LocatedJson member) in value.Members)
        {
            if (!members.TryAdd(key, member))
            {
                Fault(member, $"'{key}' stands twice in '{name}'.");
            }
        }

        return members;
    }

    /// <summary>An object whose values are a text or a list of texts, as <c>when</c> and <c>only</c>.</summary>
    public Dictionary<string, string[]> TextLists(LocatedJson value, string name) => Members(value, name).ToDictionary(
        static m => m.Key,
        m => m.Value.Kind == JsonValueKind.Array ? [.. m.Value.Items.Select(v => Text(v, name))] : (string[])[Text(m.Value, name)],
        StringComparer.Ordinal);

    /// <summary>Reads a number from 0.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="name">Which field; it must be there.</param>
    /// <param name="highest">What it may not exceed.</param>
    public double NumberUpTo(Dictionary<string, LocatedJson> fields, string name, double highest)
    {
        double number = Number(fields[name], name);
        if (number < 0 || number > highest)
        {
            Fault(fields[name], $"Field '{name}': got {number}; expected a number {Range(highest)}.");
        }

        return number;
    }

    /// <summary>A list of two numbers, the lower one first.</summary>
    /// <param name="value">The list.</param>
    /// <param name="highest">What neither may exceed; the lowest is 0.</param>
    public (double Low, double High)? Interval(LocatedJson value, double highest)
    {
        if (value.Items is [{ Kind: JsonValueKind.Number, Number: var low }, { Kind: JsonValueKind.Number, Number: var high }]
            && low >= 0 && low <= high && high <= highest)
        {
            return (low, high);
        }

        Fault(value, $"An interval is [low, high], two numbers {Range(highest)}.");
        return null;
    }

    /// <summary>An object whose values are one text each, as the instances of <c>each</c>.</summary>
    public Dictionary<string, string> TextMap(LocatedJson value, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string[] given) in TextLists(value, name))
        {
            if (given.Length != 1)
            {
                Fault(value, $"'{key}' in '{name}': got {given.Length} texts; expected one.");
            }

            texts.Add(key, given.FirstOrDefault(""));
        }

        return texts;
    }

    /// <summary>The value that a text stands for; the first where the text is none of them.</summary>
    public T Choice<T>(Dictionary<string, LocatedJson> fields, string name, LocatedJson owner, params ReadOnlySpan<(string Text, T Value)> choices)
    {
        string text = Text(fields, name, owner);
        foreach ((string candidate, T value) in choices)
        {
            if (candidate == text)
            {
                return value;
            }
        }

        if (fields.TryGetValue(name, out LocatedJson? where))
        {
            Fault(where, $"Field '{name}': got '{text}'; expected one of {string.Join(", ", choices.ToArray().Select(static c => c.Text))}.");
        }

        return choices[0].Value;
    }

    /// <summary>The scope that the field <c>scope</c> names; the whole after a fault.</summary>
    internal KnowledgeScope Scope(Dictionary<string, LocatedJson> fields, LocatedJson owner, IReadOnlyList<KnowledgeScope> scopes)
    {
        if (scopes.Count > 0)
        {
            return Choice(fields, "scope", owner, [.. scopes.Select(static s => (s.Name, s))]);
        }

        if (fields.TryGetValue("scope", out LocatedJson? value))
        {
            Fault(value, "Field 'scope': no file names the scopes. Name them, as \"scopes\": {\"patient\": [], \"arm\": [\"left\", \"right\"]}, or leave the field out.");
        }

        return KnowledgeScope.Whole;
    }

    private static string Range(double highest) => double.IsInfinity(highest) ? "from 0" : $"in [0, {highest}]";

    private static string Describe(LocatedJson value) => value.Kind switch
    {
        JsonValueKind.String => $"the text '{value.Text}'",
        JsonValueKind.Number => $"the number {value.Number}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.Kind.ToString().ToLowerInvariant(),
    };
}
