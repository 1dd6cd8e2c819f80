// Builds the site of the documentation and checks every link in it, from the root of the repository, after a Release build:
//   dotnet tool restore && dotnet run .ci/site.cs -- FOLDER [ASSEMBLIES]
// Pages are those of docs, the READMEs and the public types of the packages. A link to a source file has no target on the site: its words stay.
#:property PublishAot=false
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

const string Icon = "docs/images/icon.png";
string output = Path.GetFullPath(args.Length > 0 ? args[0] : throw new ArgumentException("Give the folder of the site."));
string root = Directory.GetCurrentDirectory();
string stage = Directory.CreateTempSubdirectory("site").FullName;
string[] packages = ["Engine", "Knowledge", "Learning", "", "Plots", "Cohorts", "DependencyInjection", "AspNetCore", "Fhir"];
try
{
    string[] pages =
    [
        .. ((string[])["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "benchmarks/README.md"]),
        .. Under("docs", "*.md"),
        .. Directory.GetDirectories(Path.Combine(root, "src")).Select(d => Relative(Path.Combine(d, "README.md"))).Where(f => File.Exists(Path.Combine(root, f))),
    ];
    var staged = pages.ToHashSet(StringComparer.Ordinal);
    foreach (string page in pages)
    {
        Write(Named(page), Rewritten(page, staged));
    }

    // No page leads to it: every page shows it.
    Copy(Icon);
    WriteContents(pages);
    Write("docfx.json", Settings());
    int code = Run("dotnet", ["docfx", Path.Combine(stage, "docfx.json"), "--logLevel", "warning"]);
    if (code != 0)
    {
        return code;
    }

    string[] dead = [.. DeadLinks()];
    foreach (string link in dead)
    {
        Console.Error.WriteLine(link);
    }

    Console.WriteLine($"{Directory.GetFiles(output, "*.html", SearchOption.AllDirectories).Length} pages, {dead.Length} dead links.");
    return dead.Length == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(stage, recursive: true);
}

IEnumerable<string> Under(string folder, string pattern) =>
    Directory.GetFiles(Path.Combine(root, folder), pattern, SearchOption.AllDirectories).Select(Relative).Order(StringComparer.Ordinal);

string Relative(string file) => Path.GetRelativePath(root, file).Replace('\\', '/');

// A folder is read at its index.
static string Named(string page) => Regex.Replace(page, @"(^|/)README\.md$", "$1index.md");

void Write(string path, string text)
{
    string file = Path.Combine(stage, path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, text);
}

void Copy(string path)
{
    string file = Path.Combine(stage, path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.Copy(Path.Combine(root, path), file, overwrite: true);
}

string Rewritten(string page, HashSet<string> staged)
{
    string text = File.ReadAllText(Path.Combine(root, page)).ReplaceLineEndings("\n");
    string here = Path.GetDirectoryName(Path.Combine(root, page))!;
    string leads(string words, string target)
    {
        string[] parts = target.Split('#');
        if (target.Contains(':', StringComparison.Ordinal) || parts[0].Length == 0)
        {
            return $"[{words}]({target})";
        }

        string file = Relative(Path.GetFullPath(Path.Combine(here, parts[0])));
        if (Directory.Exists(Path.Combine(root, file)) && staged.Contains($"{file}/README.md"))
        {
            file += "/README.md";
        }

        bool isPage = staged.Contains(file);
        if (!isPage && file.StartsWith("docs/", StringComparison.Ordinal) && File.Exists(Path.Combine(root, file)))
        {
            Copy(file);
            isPage = true;
        }

        string to = Path.GetRelativePath(Path.GetDirectoryName(Path.Combine(root, page))!, Path.Combine(root, Named(file))).Replace('\\', '/');
        return isPage ? $"[{words}]({to}{(parts.Length > 1 ? "#" + parts[1] : "")})" : words;
    }

    // Not within code, where brackets mean other things. A picture that is a link is two, one within the other.
    return Regex.Replace(text, @"(?<code>^```.*?^```|`[^`\n]*`)|\[(?<words>(?:[^\[\]\n]|\[[^\]\n]*\](?:\([^)\n]*\))?)*)\]\((?<target>[^)\s]+)\)", match =>
        match.Groups["code"].Success
            ? match.Value
            : leads(Regex.Replace(match.Groups["words"].Value, @"\[([^\]]*)\]\(([^)\s]+)\)", inner => leads(inner.Groups[1].Value, inner.Groups[2].Value)), match.Groups["target"].Value),
        RegexOptions.Multiline | RegexOptions.Singleline);
}

void WriteContents(string[] pages)
{
    Write("toc.yml", "- name: Start\n  href: index.md\n- name: Guides\n  href: docs/\n- name: API\n  href: api/\n- name: Changes\n  href: CHANGELOG.md\n");
    var text = new StringBuilder("- name: In which order to read\n  href: index.md\n");
    foreach ((string name, string folder) in ((string, string)[])[("Tutorials", "docs/tutorials"), ("How to", "docs/howto"), ("Concepts", "docs/concepts"), ("Reference and design", "docs"), ("Knowledge", "docs/knowledge"), ("Evaluation", "docs/evaluation"), ("Evidence", "docs/evidence"), ("Decisions", "docs/decisions"), ("Packages", "src"), ("Taking part", "")])
    {
        text.Append("- name: ").Append(name).Append("\n  items:\n");
        foreach (string page in pages.Where(p => (name == "Packages" ? p.StartsWith("src/", StringComparison.Ordinal) : Path.GetDirectoryName(p)!.Replace('\\', '/') == folder) && p is not "docs/README.md" and not "README.md"))
        {
            string title = File.ReadLines(Path.Combine(root, page)).FirstOrDefault(static l => l.StartsWith("# ", StringComparison.Ordinal))?[2..].Replace("`", "", StringComparison.Ordinal) ?? page;
            text.Append("  - name: ").Append(JsonSerializer.Serialize(title)).Append("\n    href: ").Append(Path.GetRelativePath("docs", Named(page)).Replace('\\', '/')).Append('\n');
        }
    }

    Write("docs/toc.yml", text.ToString());
}

string Settings()
{
    string assemblies = Path.GetFullPath(args.Length > 1 ? args[1] : Path.Combine(root, "tests/SpineInference.Docs.Tests/bin/Release/net10.0"));
    string[] content = ["**/*.md", "**/toc.yml", "api/**.yml"];
    string[] resources = ["docs/**/*.svg", "docs/**/*.png", "docs/**/*.json", "docs/**/*.csv"];
    string[] template = ["default", "modern"];
    return JsonSerializer.Serialize(new
    {
        metadata = new[]
        {
            new
            {
                src = new[] { new { src = assemblies, files = packages.Select(static p => p.Length == 0 ? "SpineInference.dll" : $"SpineInference.{p}.dll") } },
                output = "api", namespaceLayout = "nested", memberLayout = "samePage",
            },
        },
        build = new
        {
            content = new[] { new { files = content } },
            resource = new[] { new { files = resources } },
            output,
            template,
            globalMetadata = new
            {
                _appName = "SpineInference", _appTitle = "SpineInference", _enableSearch = true, _appLogoPath = Icon, _appFaviconPath = Icon, _disableContribution = true,
                _appFooter = "SpineInference supports a clinician and does not replace one.",
            },
        },
    });
}

IEnumerable<string> DeadLinks()
{
    var ids = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
    foreach (string page in Directory.GetFiles(output, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
    {
        string html = File.ReadAllText(page);
        foreach (Match match in Regex.Matches(html, "<(?:a|img|link|script)\\b[^>]*?\\s(?:href|src)=\"([^\"]*)\""))
        {
            string link = WebUtility.HtmlDecode(match.Groups[1].Value);
            if (link.Length == 0 || link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal) || link.StartsWith("data:", StringComparison.Ordinal))
            {
                continue;
            }

            string[] parts = link.Split('#');
            string path = WebUtility.UrlDecode(parts[0].Split('?')[0]);
            string target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
            target = Directory.Exists(target) ? Path.Combine(target, "index.html") : target;
            if (!File.Exists(target))
            {
                yield return $"{Path.GetRelativePath(output, page)}: '{link}' leads nowhere.";
            }
            else if (parts.Length > 1 && parts[1].Length > 0 && target.EndsWith(".html", StringComparison.Ordinal) && !IdsOf(target).Contains(WebUtility.UrlDecode(parts[1])))
            {
                yield return $"{Path.GetRelativePath(output, page)}: '{link}' leads to no heading.";
            }
        }
    }

    HashSet<string> IdsOf(string page) => ids.TryGetValue(page, out HashSet<string>? known)
        ? known
        : ids[page] = [.. Regex.Matches(File.ReadAllText(page), "\\s(?:id|name)=\"([^\"]*)\"").Select(static m => WebUtility.HtmlDecode(m.Groups[1].Value))];
}

static int Run(string program, string[] arguments)
{
    using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
    process.WaitForExit();
    return process.ExitCode;
}
