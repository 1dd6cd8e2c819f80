// Looks into every package of a folder, from the root of the repository: dotnet run .ci/packages.cs -- FOLDER
// README, icon, licence, description, documentation, symbols, and no dependency that is not named here.
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;

// Pinned versions of what a dependency brings along count as dependencies of the package, too.
var expected = new Dictionary<string, string[]>
{
    ["SpineInference"] =
    [
        "MathNet.Numerics", "Sep", "SpineInference.Engine", "SpineInference.Knowledge", "SpineInference.Learning", "csFastFloat",
    ],
    ["SpineInference.Engine"] = [],
    ["SpineInference.Knowledge"] = ["MathNet.Numerics", "Sep", "SpineInference.Engine", "SpineInference.Learning", "csFastFloat"],
    ["SpineInference.Learning"] = ["MathNet.Numerics", "Sep", "SpineInference.Engine", "csFastFloat"],
    ["SpineInference.Cohorts"] = ["DuckDB.NET.Data.Full", "ExcelDataReader", "MathNet.Numerics", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Npgsql", "Sep", "SpineInference.Learning", "csFastFloat"],
    ["SpineInference.DependencyInjection"] =
    [
        "MathNet.Numerics", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Sep", "SpineInference", "csFastFloat",
    ],
    ["SpineInference.AspNetCore"] =
    [
        "Hl7.Fhir.R4", "MathNet.Numerics", "Sep", "SpineInference.DependencyInjection", "SpineInference.Fhir", "csFastFloat",
    ],
    ["SpineInference.Fhir"] =
    [
        "Hl7.Fhir.R4", "MathNet.Numerics", "Microsoft.Extensions.Caching.Memory", "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Sep", "SpineInference", "csFastFloat",
    ],
    ["SpineInference.Plots"] =
    [
        "HarfBuzzSharp.NativeAssets.Linux", "MathNet.Numerics", "ScottPlot", "Sep", "SkiaSharp", "SkiaSharp.HarfBuzz",
        "SkiaSharp.NativeAssets.Linux.NoDependencies", "SpineInference", "csFastFloat",
    ],
    ["SpineInference.Tool"] = [],
    ["SpineInference.InferNet"] =
    [
        "MathNet.Numerics", "Microsoft.ML.Probabilistic", "Microsoft.ML.Probabilistic.Compiler", "Sep", "SpineInference.Learning", "System.CodeDom", "csFastFloat",
    ],
};

// Packed only where the packages of Infer.NET can be restored (.ci/infernet, and the release).
string[] optional = ["SpineInference.InferNet"];

// What a package holds beside its assembly.
var brings = new Dictionary<string, string[]>
{
    ["SpineInference"] = ["schemas/patient.schema.json", "schemas/answer.schema.json", "schemas/network.schema.json", "schemas/column-map.schema.json", "schemas/measurements.schema.json"],
    ["SpineInference.Plots"] = ["buildTransitive/SpineInference.Plots.targets", "interactive-extensions/dotnet/extension.dib"],
};

// The tool is a package that names one for each system.
const string Tool = "SpineInference.Tool";
if (args.Length is 0 or > 2 || (args.Length == 2 && args[1] != "tool"))
{
    throw new ArgumentException("Give the folder of the packages, and 'tool' where it holds the tool's alone.");
}

string folder = args[0];
List<string> faults = [];
HashSet<string> seen = [];
foreach (string path in Directory.GetFiles(folder, "*.nupkg").Order(StringComparer.Ordinal))
{
    using ZipArchive package = ZipFile.OpenRead(path);
    HashSet<string> files = [.. package.Entries.Select(e => e.FullName)];
    using Stream stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
    XElement metadata = XDocument.Load(stream).Root!.Elements().First();
    string Value(string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";
    string id = Value("id");
    seen.Add(id);
    void Check(bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add($"{id}: {fault}");
        }
    }

    string[] dependencies = [.. metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => (string)e.Attribute("id")!).Distinct().Order(StringComparer.Ordinal)];
    bool isTool = metadata.Descendants().Any(e => e.Name.LocalName == "packageType" && (string?)e.Attribute("name") == "DotnetTool");
    string? system = id.StartsWith($"{Tool}.", StringComparison.Ordinal) ? id[(Tool.Length + 1)..] : null;
    isTool |= system is not null;
    string project = system is null ? id : Tool;
    string assembly = isTool ? $"tools/net10.0/{system ?? "any"}/{Tool}" : $"lib/net10.0/{id}";
    string? settings = files.FirstOrDefault(static f => f.EndsWith("/DotnetToolSettings.xml", StringComparison.Ordinal));
    bool isDirectory = isTool && settings is not null && !files.Contains($"{assembly}.dll");
    Check(Value("readme") == "README.md" && files.Contains("README.md"), "no README.");
    Check(Value("icon") == "icon.png" && files.Contains("icon.png"), "no icon.");
    Check(Value("license") == "MIT" && Value("licenseUrl").Contains("MIT", StringComparison.Ordinal), "no licence expression.");
    Check(Value("description").Length > 40 && Value("authors").Length > 0 && Value("copyright").Length > 0 && Value("tags").Length > 0, "description, authors, copyright or tags are missing.");
    Check(!Readme(package).Contains("](.", StringComparison.Ordinal), "its README links into the repository, which a reader of the package does not have.");
    foreach (string file in brings.GetValueOrDefault(id, []))
    {
        Check(files.Contains(file), $"no {file}.");
    }

    if (isDirectory)
    {
        using var reader = new StreamReader(package.GetEntry(settings!)!.Open());
        Check(reader.ReadToEnd().Contains("RuntimeIdentifierPackage", StringComparison.Ordinal), "names no package for any system.");
        continue;
    }

    Check(files.Contains($"{assembly}.dll"), $"no {assembly}.dll.");
    if (isTool)
    {
        foreach (string carried in Carried(package, $"{assembly}.deps.json", files))
        {
            Check(files.Any(f => f.StartsWith($"licenses/{carried}/", StringComparison.OrdinalIgnoreCase) && f.Contains("LICENSE", StringComparison.OrdinalIgnoreCase)), $"carries {carried} without its licence; see src/{project}/licenses.");
        }
    }

    Check(system is null || !files.Any(f => f.Contains("/runtimes/", StringComparison.Ordinal)), "carries libraries of other systems.");
    Check(isTool || files.Contains($"{assembly}.xml"), "no documentation for its types.");
    Check(isTool || optional.Contains(id) || File.Exists($"src/{id}/PublicAPI.Unshipped.txt"), "no list of its public API; run .ci/public-api.");
    Check(!isTool || settings is not null, "no settings of the tool.");
    Check(isTool || !files.Any(f => f.EndsWith(".pdb", StringComparison.Ordinal) && f.Contains(id, StringComparison.Ordinal)), "symbols stand in the package and not beside it.");
    Check(IsDeterministic(package.GetEntry($"{assembly}.dll")), "the same sources would not give the same assembly.");
    string symbols = Path.ChangeExtension(path, ".snupkg");
    Check(File.Exists(symbols), "no symbol package.");
    if (File.Exists(symbols))
    {
        using ZipArchive symbolPackage = ZipFile.OpenRead(symbols);
        Check(symbolPackage.GetEntry($"{assembly}.pdb") is not null, "its symbol package holds no symbols of it.");
    }

    if (!expected.TryGetValue(project, out string[]? known))
    {
        Check(false, $"name its dependencies in .ci/packages.cs: {string.Join(", ", dependencies)}.");
        continue;
    }

    Check(dependencies.SequenceEqual(known), $"depends on {string.Join(", ", dependencies)}; expected {string.Join(", ", known)}.");
}

faults.AddRange(expected.Keys.Where(id => args.Length == 1 || id == Tool).Except(optional).Except(seen).Select(id => $"{id}: not packed."));
faults.ForEach(Console.Error.WriteLine);
Console.WriteLine($"{seen.Count} packages, {faults.Count} faults.");
return faults.Count == 0 ? 0 : 1;

static string Readme(ZipArchive package)
{
    using var reader = new StreamReader(package.GetEntry("README.md")?.Open() ?? Stream.Null);
    return reader.ReadToEnd();
}

// The packages of which a tool holds libraries, by what its own list of dependencies says.
static List<string> Carried(ZipArchive package, string list, HashSet<string> files)
{
    using Stream stream = package.GetEntry(list)!.Open();
    JsonNode targets = JsonNode.Parse(stream)!["targets"]!;
    HashSet<string> names = [.. files.Select(static f => Path.GetFileName(f))];
    return
    [
        .. targets.AsObject().SelectMany(static t => t.Value!.AsObject())
            .Where(library => ((string[])["runtime", "runtimeTargets", "native"]).Any(kind => library.Value![kind] is JsonObject assets
                && assets.Any(a => names.Contains(Path.GetFileName(a.Key)))))
            .Select(static library => library.Key.Split('/')[0])
            .Where(static name => !name.StartsWith("SpineInference", StringComparison.Ordinal))
            .Distinct(),
    ];
}

// The compiler marks an assembly that follows from its inputs alone.
static bool IsDeterministic(ZipArchiveEntry? assembly)
{
    if (assembly is null)
    {
        return false;
    }

    using Stream stream = assembly.Open();
    var memory = new MemoryStream();
    stream.CopyTo(memory);
    memory.Position = 0;
    using var reader = new PEReader(memory);
    return reader.ReadDebugDirectory().Any(e => e.Type == DebugDirectoryEntryType.Reproducible);
}
