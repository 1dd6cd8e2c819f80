using SpineInference;
using SpineInference.Generator;
using SpineInference.Knowledge;

// Writes the generated pages below the repository's root: the first argument, or the current folder.
// With --evidence it writes instead the four pages of measurements, which take minutes: the map of what is not known, what each mechanism
// costs, what studies make of the tables, and judgement graded. They are measurements of the tables of their day, and no test asks for them to be renewed.
string[] paths = [.. args.Where(static a => a != "--evidence")];
string root = paths.Length > 0 ? paths[0] : Directory.GetCurrentDirectory();
if (!File.Exists(Path.Combine(root, "SpineInference.sln")))
{
    await Console.Error.WriteLineAsync($"'{root}' is not the root of the repository: it has no SpineInference.sln. Give the root as the first argument.");
    return 2;
}

int written = 0;
foreach (GeneratedFile file in args.Contains("--evidence")
    ? GeneratedFiles.OfEvidence(SpineModel.Default, Path.Combine(root, "src", "SpineInference", "Tables", StudiedBelief.Folder), Path.Combine(root, "docs", "evidence", "not-grading.csv"))
    : GeneratedFiles.All(ShippedKnowledge.Network, SpineModel.Default.Engine))
{
    string path = Path.Combine(root, file.Path);
    if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Content))
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, file.Content);
        Console.WriteLine(file.Path);
        written++;
    }
}

Console.WriteLine($"{written} file(s) written.");
return 0;
