using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>Takes an object's fields one by one, by name and kind; what is left over, missing or of another kind is a fault.</summary>
internal sealed class JsonFields
{
    private readonly string _path;
    private readonly JsonTree _object;
    private readonly FaultList _faults;
    private readonly Dictionary<string, JsonTree> _members = new(StringComparer.Ordinal);

    private JsonFields(JsonTree value, string path, FaultList faults)
    {
        _object = value;
        _path = path;
        _faults = faults;
    }

    public static JsonFields? Of(JsonTree value, string path, FaultList faults, params ReadOnlySpan<string> known)
    {
        if (value.Kind != JsonTokenType.StartObject)
        {
            faults.Add(value.Position, $"{path}: got {value.Show()}; expected an object.");
            return null;
        }

        var fields = new JsonFields(value, path, faults);
        foreach ((string name, JsonTree member) in value.Members)
        {
            if (faults.IsFull)
            {
                break;
            }

            if (!known.Contains(name))
            {
                faults.Add(member.Position, $"{path}: unknown field '{NetworkAssembler.Shorten(name)}'; expected {string.Join(", ", known.ToArray())}.");
            }
            else if (!fields._members.TryAdd(name, member))
            {
                faults.Add(member.Position, $"{path}: field '{name}' stands twice.");
            }
        }

        return fields;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out JsonTree? value) => _members.TryGetValue(name, out value);

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Has(name))
            {
                return true;
            }
        }

        return false;
    }

    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>A required field of a kind, or null with a fault.</summary>
    public JsonTree? Take(string name, JsonTokenType kind)
    {
        if (!_members.TryGetValue(name, out JsonTree? value))
        {
            _faults.Add(_object.Position, $"{_path}: field '{name}' is missing.");
            return null;
        }

        return Checked(name, value, kind);
    }

    /// <summary>An optional field of a kind; null where absent, or with a fault.</summary>
    public JsonTree? TakeOptional(string name, JsonTokenType kind) =>
        _members.TryGetValue(name, out JsonTree? value) ? Checked(name, value, kind) : null;

    /// <summary>A required list of strings; null entries where <paramref name="allowNull"/>; or null with a fault.</summary>
    public List<(string? Text, TextPosition Position)>? TakeStrings(string name, bool allowNull = false)
    {
        if (Take(name, JsonTokenType.StartArray) is not { } list)
        {
            return null;
        }

        // A list of nothing but numbers is no list of strings, save for the empty one, which is both.
        if (list.Numbers is { Count: > 0 } || list.Items.Exists(i => i.Kind != JsonTokenType.String && !(allowNull && i.Kind == JsonTokenType.Null)))
        {
            _faults.Add(list.Position, $"{_path}.{name}: expected a list of strings{(allowNull ? " or null" : "")} only.");
            return null;
        }

        return [.. list.Items.Select(static i => (i.Kind == JsonTokenType.String ? i.Text : null, i.Position))];
    }

    private JsonTree? Checked(string name, JsonTree value, JsonTokenType kind)
    {
        if (value.Kind == kind)
        {
            return value;
        }

        string expected = kind switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.Number => "a number",
            _ => "a string",
        };
        _faults.Add(value.Position, $"{_path}.{name}: got {value.Show()}; expected {expected}.");
        return null;
    }
}
