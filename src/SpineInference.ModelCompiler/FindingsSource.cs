using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.ModelCompiler;

/// <summary>Writes the generated part of the class <c>Findings</c>: a property for each finding that is simply there or not and that no method
/// covers, and what the methods of families call. Each is bound to its variables by their indices.</summary>
internal sealed class FindingsSource
{
    private const string OfLeg = "LegFinding";
    private const string OfPatient = "PatientFinding";

    private readonly StringBuilder _text = new();
    private readonly KnowledgeNetwork _spine;
    private readonly ImmutableArray<DescribedFinding> _ruleOnly;
    private readonly ImmutableArray<Vocabulary> _vocabularies;
    private readonly Dictionary<string, DescribedFinding> _findings;

    private FindingsSource(KnowledgeNetwork spine, ImmutableArray<DescribedFinding> ruleOnly, ImmutableArray<Vocabulary> vocabularies)
    {
        _spine = spine;
        _ruleOnly = ruleOnly;
        _vocabularies = vocabularies;
        _findings = spine.Variables
            .Where(static v => v.Kind == VariableKind.Finding)
            .DistinctBy(static v => v.Id)
            .Select(DescribedFinding.Of)
            .Concat(ruleOnly)
            .ToDictionary(static f => f.Id, StringComparer.Ordinal);
    }

    public static string Render(KnowledgeNetwork spine, ImmutableArray<DescribedFinding> ruleOnly, ImmutableArray<Vocabulary> vocabularies) =>
        new FindingsSource(spine, ruleOnly, vocabularies).Render();

    /// <summary>The member's name: <c>foot-drop</c> becomes <c>FootDrop</c>.</summary>
    public static string Name(string id) => string.Concat(
        id.Split('-', '.').Select(static part => string.Concat(part[..1].ToUpperInvariant(), part.AsSpan(1))));

    private string Render()
    {
        _text.Append("// Written from the knowledge tables when the project is built; edit those.\n\n#nullable enable\n\nusing SpineInference.Anatomy;\n\nnamespace SpineInference;\n\npublic static partial class Findings\n{");
        var inFamilies = new HashSet<string>(StringComparer.Ordinal);
        foreach (FindingFamily family in FindingFamily.All)
        {
            WriteFamily(family, inFamilies);
        }

        foreach (DescribedFinding finding in _findings.Values
            .Where(f => f.IsBinary && !inFamilies.Contains(f.Id))
            .OrderBy(static f => f.Id, StringComparer.Ordinal))
        {
            Line(0, "");
            Line(1, $"/// <summary>{Escape(finding.Label)}.{(finding.Plain is null ? "" : $" In plain words: {Escape(finding.Plain)}.")}{(finding.IsRuleOnly ? " Asked for red-flag rules alone: it does not enter the posterior." : "")} A finding of {(finding.Scope.HasCopies ? "a leg" : "the patient")}; text id <c>{finding.Id}</c>.</summary>");
            Line(1, $"public static {TypeOf(finding)} {MemberOf(finding.Id)} => new({VocabularySource.Literal(finding.Id)}, {PlacesOf(finding)});");
        }

        return _text.Append("}\n").ToString();
    }

    private void WriteFamily(FindingFamily family, HashSet<string> inFamilies)
    {
        Vocabulary vocabulary = Of(family.Enum);
        (Word Word, DescribedFinding Finding)[] members = [.. vocabulary.Words
            .Where(w => _findings.ContainsKey(family.IdOf(w)))
            .Select(w => (w, _findings[family.IdOf(w)]))];
        string grades = family.Grades is { } named ? $", {named} grade" : "";
        string state = family.Grades is null ? "" : ", state, grade.Id";
        Line(0, "");
        Line(1, $"private static {TypeOf(members[0].Finding)} {family.Method}({family.Enum} value{grades})");
        Line(1, "{");
        if (family.Grades is not null)
        {
            WriteStates(Of(family.Grades), members);
        }

        Line(2, "return value switch");
        Line(2, "{");
        foreach ((Word word, DescribedFinding finding) in members)
        {
            inFamilies.Add(finding.Id);
            Line(3, $"{family.Enum}.{word.Member} => new({VocabularySource.Literal(finding.Id)}, {PlacesOf(finding)}{state}),");
        }

        Line(3, $"_ => throw {vocabulary.List}.Ids.NotAMember(value),");
        Line(2, "};");
        Line(1, "}");
    }

    // The states of a family are those of the vocabulary, in an order that all its findings share.
    private void WriteStates(Vocabulary grades, (Word Word, DescribedFinding Finding)[] members)
    {
        ImmutableArray<string> states = members[0].Finding.States;
        foreach ((_, DescribedFinding other) in members)
        {
            if (!other.States.SequenceEqual(states) || !states.SequenceEqual(grades.Words.Select(static w => w.Id)))
            {
                throw new InvalidDataException(
                    $"'{other.Id}' has the states {string.Join(", ", other.States)}; expected those of {grades.Enum}, in their order: {string.Join(", ", grades.Words.Select(static w => w.Id))}.");
            }
        }

        Line(2, "int state = grade switch");
        Line(2, "{");
        foreach ((int place, Word word) in grades.Words.Index())
        {
            Line(3, $"{grades.Enum}.{word.Member} => {place},");
        }

        Line(3, $"_ => throw {grades.List}.Ids.NotAMember(grade),");
        Line(2, "};");
    }

    // "pain.foot" would be PainFoot; what is of the whole leg or foot keeps the words of its family.
    private static string MemberOf(string id) => id switch
    {
        "sensation.leg" => "AlteredSensationInLeg",
        "sensation.foot" => "AlteredSensationInFoot",
        _ => Name(id),
    };

    private string PlacesOf(DescribedFinding finding)
    {
        if (finding.IsRuleOnly)
        {
            int index = _ruleOnly.IndexOf(finding);
            return finding.Scope.HasCopies
                ? string.Create(CultureInfo.InvariantCulture, $"{RuleOnlyFindings.PlaceOf(index, 0)}, {RuleOnlyFindings.PlaceOf(index, 1)}")
                : RuleOnlyFindings.PlaceOf(index, 0).ToString(CultureInfo.InvariantCulture);
        }

        BayesianNetwork network = _spine.Network;
        return finding.Scope.HasCopies
            ? string.Join(", ", finding.Scope.Copies.Select(copy => network[$"{copy}.{finding.Id}"].Index.ToString(CultureInfo.InvariantCulture)))
            : network[finding.Id].Index.ToString(CultureInfo.InvariantCulture);
    }

    private Vocabulary Of(string name) => _vocabularies.First(v => v.Enum == name);

    private static string TypeOf(DescribedFinding finding) => finding.Scope.HasCopies ? OfLeg : OfPatient;

    private static string Escape(string text) =>
        text.TrimEnd('.').Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private void Line(int depth, string text) =>
        _text.Append(CultureInfo.InvariantCulture, $"{new string(' ', text.Length == 0 ? 0 : 4 * depth)}{text}\n");
}
