// Reads every Cobertura file below a folder and prints, as a table in Markdown, the lines of each package that some test ran.
using System.Globalization;
using System.Xml.Linq;

if (args.Length != 1 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: dotnet run .ci/coverage.cs -- FOLDER (where `dotnet test --collect \"Code Coverage;Format=cobertura\"` wrote its results)");
    return 2;
}

// A line is covered where any test project ran it, so the files are laid over each other.
var lines = new SortedDictionary<string, Dictionary<(string File, int Line), bool>>(StringComparer.Ordinal);
foreach (string path in Directory.EnumerateFiles(args[0], "*.cobertura.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    foreach (XElement package in XDocument.Load(path).Descendants("package"))
    {
        string name = (string)package.Attribute("name")!;
        if (!name.StartsWith("SpineInference", StringComparison.Ordinal) || name.EndsWith("Tests", StringComparison.Ordinal) || name == "SpineInference.Testing")
        {
            continue;
        }

        if (!lines.TryGetValue(name, out Dictionary<(string, int), bool>? of))
        {
            lines[name] = of = [];
        }

        foreach (XElement type in package.Descendants("class"))
        {
            string file = (string)type.Attribute("filename")!;
            foreach (XElement line in type.Element("lines")?.Elements("line") ?? [])
            {
                (string, int) key = (file, (int)line.Attribute("number")!);
                of[key] = of.GetValueOrDefault(key) || (long)line.Attribute("hits")! > 0;
            }
        }
    }
}

if (lines.Count == 0)
{
    Console.Error.WriteLine($"{args[0]}: no *.cobertura.xml with a package of this library; run the tests with --collect \"Code Coverage;Format=cobertura\".");
    return 1;
}

Console.WriteLine("| package | lines | run by tests |");
Console.WriteLine("|---|---:|---:|");
foreach ((string name, Dictionary<(string, int), bool> of) in lines)
{
    Row(name, of.Values);
}

Row("all", lines.Values.SelectMany(static of => of.Values));
return 0;

static void Row(string name, IEnumerable<bool> isRun)
{
    bool[] all = [.. isRun];
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {all.Length} | {100.0 * all.Count(static run => run) / all.Length:F1} % |"));
}
