using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>Reads one JSON text field by field: unknown, missing or misplaced fields become faults with their places, and reading goes on.</summary>
/// <remarks>The one reader of what people write in JSON: tables, rules, cases, model files, column maps, lines. Guesses nothing. Several readers may report to one list, so that the files of one load are judged together.</remarks>
public sealed class StrictJsonReader
{
    private readonly byte[] _utf8;
    private readonly Action<Fault> _report;
    private readonly FormatLimits _limits;
    private readonly int _mostFaults;
    private int _count;

    /// <summary>Makes a reader.</summary>
    /// <param name="source">The name of the file or stream, for messages.</param>
    /// <param name="bytes">Its content in UTF-8, or in UTF-16 with a byte order mark.</param>
    /// <param name="report">Receives the faults.</param>
    /// <param name="limits">How much is taken: depth, number of values, and how many faults are reported before the rest is dropped;
    /// <see cref="FormatLimits.Default"/> and every fault where null.</param>
    public StrictJsonReader(string source, byte[] bytes, Action<Fault> report, FormatLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(report);
        Source = source;
        _utf8 = ByteOrderMark.ToUtf8(bytes);
        _report = report;
        _limits = limits ?? FormatLimits.Default;
        _mostFaults = limits?.Faults ?? int.MaxValue;
    }

    /// <summary>The name of the file or stream.</summary>
    public string Source { get; }

    /// <summary>Whether arrays of nothing but numbers are kept as <see cref="LocatedJson.Numbers"/>.</summary>
    internal bool KeepsNumbersTogether { get; init; }

    /// <summary>Whether comments (<c>//</c> and <c>/* */</c>) and a comma after the last member are passed over; they are faults unless said.</summary>
    public bool TakesComments { get; init; }

    /// <summary>Whether further faults are dropped, so that reading may stop.</summary>
    internal bool IsFull => _count >= _mostFaults;

    /// <summary>Parses the text.</summary>
    /// <returns>The value; <see langword="null"/> after a fault of syntax, or where the text exceeds a limit.</returns>
    public LocatedJson? Parse() => new JsonText(_utf8, _limits, KeepsNumbersTogether, TakesComments, Report).Parse();

    /// <summary>Reports a fault.</summary>
    /// <param name="where">The value that is wrong.</param>
    /// <param name="message">What was found, and what was expected.</param>
    public void AddFault(LocatedJson where, string message)
    {
        ArgumentNullException.ThrowIfNull(where);
        Report(where.Position, message);
    }

    private void Report(TextPosition position, string message)
    {
        if (!IsFull)
        {
            _count++;
            _report(new Fault(Source, position.Line, position.Column, message));
        }
    }

    /// <summary>Splits an object into its fields; anything not in <paramref name="known"/>, or given twice, is a fault.</summary>
    /// <returns>The fields, by name.</returns>
    public Dictionary<string, LocatedJson> ReadFields(LocatedJson value, string what, params ReadOnlySpan<string> known)
    {
        var fields = new Dictionary<string, LocatedJson>(StringComparer.Ordinal);
        if (value.Kind != JsonValueKind.Object)
        {
            AddFault(value, $"Got {value.Describe()}; expected an object: {what}.");
            return fields;
        }

        foreach ((string name, LocatedJson member) in value.Members)
        {
            if (IsFull)
            {
                break;
            }

            if (!known.Contains(name))
            {
                AddFault(member, $"Unknown field '{NetworkAssembler.Shorten(name)}' of {what}. Known: {string.Join(", ", known.ToArray())}.");
            }
            else if (!fields.TryAdd(name, member))
            {
                AddFault(member, $"Field '{name}' of {what} stands twice.");
            }
        }

        return fields;
    }

    /// <summary>A text that must be there; empty after a fault.</summary>
    /// <returns>The text.</returns>
    public string ReadText(Dictionary<string, LocatedJson> fields, string name, LocatedJson owner)
    {
        if (!fields.TryGetValue(name, out LocatedJson? value))
        {
            // An owner that is no object has its fault already.
            if (owner.Kind == JsonValueKind.Object)
            {
                AddFault(owner, $"Field '{name}' is missing.");
            }

            return "";
        }

        return ReadText(value, name);
    }

    /// <summary>A text, or <see langword="null"/> where the field is not there.</summary>
    /// <returns>The text, if it is there.</returns>
    public string? ReadOptionalText(Dictionary<string, LocatedJson> fields, string name) =>
        fields.TryGetValue(name, out LocatedJson? value) ? ReadText(value, name) : null;

    /// <summary>A text; empty after a fault.</summary>
    /// <returns>The text.</returns>
    public string ReadText(LocatedJson value, string name)
    {
        if (value.Kind == JsonValueKind.String)
        {
            return value.Text;
        }

        AddFault(value, $"Field '{name}': got {value.Describe()}; expected a text.");
        return "";
    }

    /// <summary>A number; NaN after a fault.</summary>
    /// <returns>The number.</returns>
    public double ReadNumber(LocatedJson value, string name)
    {
        if (value.Kind == JsonValueKind.Number)
        {
            return value.Number;
        }

        AddFault(value, $"Field '{name}': got {value.Describe()}; expected a number.");
        return double.NaN;
    }

    /// <summary>True or false.</summary>
    /// <returns>The value; false where the field is not there.</returns>
    public bool ReadFlag(Dictionary<string, LocatedJson> fields, string name, bool otherwise = false)
    {
        if (!fields.TryGetValue(name, out LocatedJson? value))
        {
            return otherwise;
        }

        if (value.Kind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.Kind == JsonValueKind.True;
        }

        AddFault(value, $"Field '{name}': got {value.Describe()}; expected true or false.");
        return otherwise;
    }

    /// <summary>The items of a list; empty where the field is not there.</summary>
    /// <returns>The items.</returns>
    public IReadOnlyList<LocatedJson> ReadList(Dictionary<string, LocatedJson> fields, string name)
    {
        if (!fields.TryGetValue(name, out LocatedJson? value))
        {
            return [];
        }

        if (value.Kind == JsonValueKind.Array)
        {
            return value.Items;
        }

        AddFault(value, $"Field '{name}': got {value.Describe()}; expected a list.");
        return [];
    }

    /// <summary>The texts of a list; empty where the field is not there.</summary>
    /// <returns>The texts.</returns>
    public string[] ReadTexts(Dictionary<string, LocatedJson> fields, string name) => [.. ReadList(fields, name).Select(v => ReadText(v, name))];

    /// <summary>The members of an object, each name once.</summary>
    /// <returns>The members, by name.</returns>
    public Dictionary<string, LocatedJson> ReadMembers(LocatedJson value, string name)
    {
        var members = new Dictionary<string, LocatedJson>(StringComparer.Ordinal);
        if (value.Kind != JsonValueKind.Object)
        {
            AddFault(value, $"Field '{name}': got {value.Describe()}; expected an object.");
        }

        foreach ((string key, LocatedJson member) in value.Members)
        {
            if (!members.TryAdd(key, member))
            {
                AddFault(member, $"'{key}' stands twice in '{name}'.");
            }
        }

        return members;
    }

    /// <summary>An object whose values are a text or a list of texts, as <c>when</c> and <c>only</c>.</summary>
    /// <returns>The lists, by name.</returns>
    public Dictionary<string, string[]> ReadTextLists(LocatedJson value, string name) => ReadMembers(value, name).ToDictionary(
        static m => m.Key,
        m => m.Value.Kind == JsonValueKind.Array ? [.. m.Value.Items.Select(v => ReadText(v, name))] : (string[])[ReadText(m.Value, name)],
        StringComparer.Ordinal);

    /// <summary>Reads a number from 0.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="name">Which field; it must be there.</param>
    /// <param name="highest">What it may not exceed.</param>
    /// <returns>The number; NaN after a fault.</returns>
    public double ReadNumberUpTo(Dictionary<string, LocatedJson> fields, string name, double highest)
    {
        double number = ReadNumber(fields[name], name);
        if (number < 0 || number > highest)
        {
            AddFault(fields[name], $"Field '{name}': got {number}; expected a number {Range(highest)}.");
        }

        return number;
    }

    /// <summary>A list of two numbers, the lower one first.</summary>
    /// <param name="value">The list.</param>
    /// <param name="highest">What neither may exceed; the lowest is 0.</param>
    /// <returns>The ends, the lower first; <see langword="null"/> after a fault.</returns>
    public (double Low, double High)? ReadInterval(LocatedJson value, double highest)
    {
        if (value.Items is [{ Kind: JsonValueKind.Number, Number: var low }, { Kind: JsonValueKind.Number, Number: var high }]
            && low >= 0 && low <= high && high <= highest)
        {
            return (low, high);
        }

        AddFault(value, $"An interval is [low, high], two numbers {Range(highest)}.");
        return null;
    }

    /// <summary>An object whose values are one text each, as the instances of <c>each</c>.</summary>
    /// <returns>The texts, by name.</returns>
    public Dictionary<string, string> ReadTextMap(LocatedJson value, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string[] given) in ReadTextLists(value, name))
        {
            if (given.Length != 1)
            {
                AddFault(value, $"'{key}' in '{name}': got {given.Length} texts; expected one.");
            }

            texts.Add(key, given.FirstOrDefault(""));
        }

        return texts;
    }

    /// <summary>The value that a text stands for; the first where the text is none of them.</summary>
    /// <returns>The value.</returns>
    public T ReadChoice<T>(Dictionary<string, LocatedJson> fields, string name, LocatedJson owner, params ReadOnlySpan<(string Text, T Value)> choices)
    {
        string text = ReadText(fields, name, owner);
        foreach ((string candidate, T value) in choices)
        {
            if (candidate == text)
            {
                return value;
            }
        }

        if (fields.TryGetValue(name, out LocatedJson? where))
        {
            AddFault(where, $"Field '{name}': got '{text}'; expected one of {string.Join(", ", choices.ToArray().Select(static c => c.Text))}.");
        }

        return choices[0].Value;
    }

    private static string Range(double highest) => double.IsInfinity(highest) ? "from 0" : $"in [0, {highest}]";
}
