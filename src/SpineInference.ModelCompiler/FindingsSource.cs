using System.Globalization;
using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.ModelCompiler;

/// <summary>Writes the properties of the class <c>Findings</c>: one for each finding that is simply there or not and that no
/// hand-written method of the class covers.</summary>
internal static class FindingsSource
{
    // Families with a parameter: the methods of Findings.cs.
    private static readonly string[] Families = ["pain.", "sensation.", "effect-of-", "emg.", "emg-muscle.", "mri-prolapse.", "mri-stenosis.", "slip-seen.", "sensory-loss.", "root-seen."];

    public static string Render(KnowledgeNetwork spine, IEnumerable<DescribedFinding> ruleOnly)
    {
        var text = new StringBuilder();
        text.Append("// Written from the knowledge tables when the project is built; edit those.\n\nnamespace SpineInference;\n\npublic static partial class Findings\n{\n");
        bool first = true;
        foreach (DescribedFinding finding in Plain(spine, ruleOnly).OrderBy(static f => f.Id, StringComparer.Ordinal))
        {
            text.Append(first ? "" : "\n");
            first = false;
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{Escape(finding.Label)}.{(finding.Plain is null ? "" : $" In plain words: {Escape(finding.Plain)}.")}{(finding.IsRuleOnly ? " Asked for red-flag rules alone: it does not enter the posterior." : "")}</summary>\n");
            text.Append(CultureInfo.InvariantCulture, $"    public static Finding {Name(finding.Id)} => new(\"{finding.Id}\", isOfLeg: {(finding.Scope.HasCopies ? "true" : "false")});\n");
        }

        return text.Append("}\n").ToString();
    }

    public static IEnumerable<DescribedFinding> Plain(KnowledgeNetwork spine, IEnumerable<DescribedFinding> ruleOnly) => spine.Variables
        .Where(static v => v.Kind == VariableKind.Finding)
        .DistinctBy(static v => v.Id)
        .Select(DescribedFinding.Of)
        .Concat(ruleOnly)
        .Where(static f => f.IsBinary)
        .Where(static f => !Families.Any(family => f.Id.StartsWith(family, StringComparison.Ordinal)));

    /// <summary>The member's name: <c>foot-drop</c> becomes <c>FootDrop</c>.</summary>
    public static string Name(string id) => string.Concat(
        id.Split('-', '.').Select(static part => string.Concat(part[..1].ToUpperInvariant(), part.AsSpan(1))));

    private static string Escape(string text) =>
        text.TrimEnd('.').Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
