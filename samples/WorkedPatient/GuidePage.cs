using System.Text.RegularExpressions;

namespace WorkedPatient;

/// <summary>Fills the blocks of a Markdown page that follow the marks <c>&lt;!-- code: name --&gt;</c> and <c>&lt;!-- output: name --&gt;</c>.</summary>
internal static partial class GuidePage
{
    /// <summary>Puts the code between <c>// begin name</c> and <c>// end name</c> of a source file into the page's blocks of code.</summary>
    public static string WithCode(string page, string source)
    {
        foreach (Match match in Region().Matches(source))
        {
            string[] lines = match.Groups["code"].Value.TrimEnd().Split('\n');
            int indent = lines.Where(static l => l.Trim().Length > 0).Min(static l => l.Length - l.TrimStart().Length);
            string code = string.Join('\n', lines.Select(l => l.Length >= indent ? l[indent..] : "")).Replace("output.Write", "Console.Write", StringComparison.Ordinal);
            page = Replace(page, "code", match.Groups["name"].Value, "csharp", code);
        }

        return page;
    }

    /// <summary>Puts what a chapter wrote into the page's block of output.</summary>
    public static string WithOutput(string page, string name, string output) => Replace(page, "output", name, "text", output.TrimEnd());

    private static string Replace(string page, string kind, string name, string language, string text) => Regex.Replace(
        page,
        $@"(<!-- {kind}: {Regex.Escape(name)} -->\n)```{language}\n.*?```",
        match => $"{match.Groups[1].Value}```{language}\n{text}\n```",
        RegexOptions.Singleline);

    [GeneratedRegex(@"// begin (?<name>[\w-]+)\n(?<code>.*?)\n\s*// end \k<name>", RegexOptions.Singleline)]
    private static partial Regex Region();
}
