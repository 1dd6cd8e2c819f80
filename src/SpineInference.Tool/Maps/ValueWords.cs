using System.Collections.Frozen;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Maps;

/// <summary>The state that a cell's text usually means.</summary>
internal static class ValueWords
{
    private const int ShortestWord = 4;
    private const int FewStates = 3;

    private static readonly FrozenSet<string> Yes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "yes", "y", "ja", "j", "x", "1", "true", "wahr", "pos", "pos.", "positiv", "positive", "+", "++", "present", "vorhanden", "vh", "oui", "si", "sí");

    private static readonly FrozenSet<string> No = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "no", "n", "nein", "0", "false", "falsch", "neg", "neg.", "negativ", "negative", "-", "–", "absent", "keine", "kein", "non", "none");

    private static readonly FrozenDictionary<string, string> Graded = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["normal"] = "normal",
        ["o.B."] = "normal",
        ["oB"] = "normal",
        ["unauffällig"] = "normal",
        ["lebhaft"] = "normal",
        ["auslösbar"] = "normal",
        ["mittellebhaft"] = "normal",
        ["5/5"] = "normal",
        ["abgeschwächt"] = "reduced",
        ["schwach"] = "reduced",
        ["vermindert"] = "reduced",
        ["reduced"] = "reduced",
        ["diminished"] = "reduced",
        ["fehlt"] = "absent",
        ["fehlend"] = "absent",
        ["erloschen"] = "absent",
        ["ausgefallen"] = "absent",
        ["absent"] = "absent",
        ["4/5"] = "weak",
        ["4"] = "weak",
        ["3/5"] = "severely-weak",
        ["2/5"] = "severely-weak",
        ["1/5"] = "severely-weak",
        ["0/5"] = "severely-weak",
        ["m"] = "male",
        ["männlich"] = "male",
        ["mann"] = "male",
        ["male"] = "male",
        ["w"] = "female",
        ["f"] = "female",
        ["weiblich"] = "female",
        ["frau"] = "female",
        ["female"] = "female",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The state of a variable that a text means; <see langword="null"/> where it is not known.</summary>
    public static string? StateOf(string text, Variable variable)
    {
        string? named = variable.States.FirstOrDefault(s => s.Equals(text, StringComparison.OrdinalIgnoreCase) || s.Replace('-', ' ').Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named is not null)
        {
            return named;
        }

        bool isTwo = variable.States.Length == 2;
        string? state = isTwo && Yes.Contains(text) ? First(variable, "present", "yes")
            : isTwo && No.Contains(text) ? First(variable, "absent", "no")
            : null;
        return state ?? (Graded.TryGetValue(text, out string? graded) && variable.States.Contains(graded) ? graded : null);
    }

    /// <summary>The one state of many that has a text among its words, as <c>prolapsed-disc</c> has <c>disc</c>; a guess to be judged.</summary>
    public static string? StateWith(string text, Variable variable)
    {
        string word = text.Trim().Replace(' ', '-');
        string[] having = word.Length < ShortestWord || variable.States.Length <= FewStates
            ? []
            : [.. variable.States.Where(s => $"-{s}-".Contains($"-{word}-", StringComparison.OrdinalIgnoreCase))];
        return having.Length == 1 ? having[0] : null;
    }

    private static string? First(Variable variable, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (variable.States.Contains(name))
            {
                return name;
            }
        }

        return null;
    }
}
