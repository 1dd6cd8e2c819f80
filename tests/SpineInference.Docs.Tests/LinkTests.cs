using System.Text.RegularExpressions;

namespace SpineInference.Docs.Tests;

/// <summary>Every link from a page to another file or heading of the repository leads somewhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfThePage_LeadSomewhere(string path)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root!, path))!;
        string[] dead = [.. Link().Matches(Code().Replace(Page.At(path).Text, ""))
            .Select(static m => m.Groups["target"].Value)
            .Where(static target => !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !Leads(folder, path, target))];
        Assert.True(dead.Length == 0, $"{path} links to nothing: {string.Join(", ", dead)}");
    }

    [Theory]
    [InlineData("README.md", true)]
    [InlineData("docs", true)]
    [InlineData("README.md#words", true)]
    [InlineData("#what-the-numbers-rest-on", true)]
    [InlineData("#no-such-heading", false)]
    [InlineData("no-such-page.md", false)]
    public void Leads_OfKnownTargets_IsRight(string target, bool expected) =>
        Assert.Equal(expected, Leads(Repository.Root!, "README.md", target));

    private static bool Leads(string folder, string page, string target)
    {
        string[] parts = target.Split('#');
        string file = parts[0].Length == 0 ? Path.Combine(Repository.Root!, page) : Path.Combine(folder, parts[0]);
        return Path.Exists(file) && (parts.Length == 1 || Anchors(file).Contains(parts[1]));
    }

    // GitHub's rule: lower case, words joined by hyphens, everything else but hyphens and underscores dropped.
    private static IEnumerable<string> Anchors(string file) => File.ReadLines(file)
        .Where(static line => line.StartsWith('#'))
        .Select(static line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant()
            .Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(static c => c == ' ' ? '-' : c)));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
