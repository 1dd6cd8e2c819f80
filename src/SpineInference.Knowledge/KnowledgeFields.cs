using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>Fields that several kinds of knowledge files have.</summary>
internal static class KnowledgeFields
{
    /// <summary>The scope that the field <c>scope</c> names; the whole after a fault.</summary>
    public static KnowledgeScope Scope(
        StrictJsonReader reader, Dictionary<string, LocatedJson> fields, LocatedJson owner, IReadOnlyList<KnowledgeScope> scopes)
    {
        if (scopes.Count > 0)
        {
            return reader.ReadChoice(fields, "scope", owner, [.. scopes.Select(static s => (s.Name, s))]);
        }

        if (fields.TryGetValue("scope", out LocatedJson? value))
        {
            reader.AddFault(value, "Field 'scope': no file names the scopes. Name them, as \"scopes\": {\"patient\": [], \"arm\": [\"left\", \"right\"]}, or leave the field out.");
        }

        return KnowledgeScope.Whole;
    }
}
