using SpineInference;
using SpineInference.Generator;

// Writes the generated pages below the repository's root: the first argument, or the current folder.
string root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
if (!File.Exists(Path.Combine(root, "SpineInference.sln")))
{
    await Console.Error.WriteLineAsync($"'{root}' is not the root of the repository: it has no SpineInference.sln. Give the root as the first argument.");
    return 2;
}

int written = 0;
foreach (GeneratedFile file in GeneratedFiles.All(ShippedKnowledge.Network, SpineModel.Default.Engine))
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
