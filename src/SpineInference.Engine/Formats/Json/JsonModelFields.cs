using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>Fields of a model file by kind: what is missing or of another kind is a fault, and null.</summary>
internal static class JsonModelFields
{
    extension(StrictJsonReader reader)
    {
        /// <summary>An object's fields, or null with a fault.</summary>
        public Dictionary<string, LocatedJson>? ObjectFields(LocatedJson value, string what, params ReadOnlySpan<string> known)
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(value, what, known);
            return value.Kind == JsonValueKind.Object ? fields : null;
        }

        /// <summary>A field that must be there.</summary>
        public LocatedJson? Take(Dictionary<string, LocatedJson> fields, string name, LocatedJson owner, JsonValueKind kind)
        {
            if (fields.ContainsKey(name))
            {
                return reader.TakeOptional(fields, name, kind);
            }

            reader.AddFault(owner, $"Field '{name}' is missing.");
            return null;
        }

        /// <summary>A field that may be there.</summary>
        public LocatedJson? TakeOptional(Dictionary<string, LocatedJson> fields, string name, JsonValueKind kind)
        {
            if (!fields.TryGetValue(name, out LocatedJson? value) || value.Kind == kind)
            {
                return value;
            }

            string expected = kind switch
            {
                JsonValueKind.Object => "an object",
                JsonValueKind.Array => "a list",
                JsonValueKind.Number => "a number",
                _ => "a text",
            };
            reader.AddFault(value, $"Field '{name}': got {value.Describe()}; expected {expected}.");
            return null;
        }

        /// <summary>A list of texts that must be there, each with its place; null entries where <paramref name="allowNull"/>.</summary>
        public List<(string? Text, TextPosition Position)>? TakeTexts(
            Dictionary<string, LocatedJson> fields, string name, LocatedJson owner, bool allowNull = false)
        {
            if (reader.Take(fields, name, owner, JsonValueKind.Array) is not { } list)
            {
                return null;
            }

            // A list of nothing but numbers is no list of texts, save for the empty one, which is both.
            if (list.Numbers is { Count: > 0 } || list.Items.Any(i => i.Kind != JsonValueKind.String && !(allowNull && i.Kind == JsonValueKind.Null)))
            {
                reader.AddFault(list, $"Field '{name}': expected a list of texts{(allowNull ? " or null" : "")} only.");
                return null;
            }

            return [.. list.Items.Select(static i => (i.Kind == JsonValueKind.String ? i.Text : null, i.Position))];
        }
    }
}
