using SpineInference;
using SpineInference.Generator;
using SpineInference.Inference;
using SpineInference.Knowledge;

// Writes the generated files below the repository's root: the first argument, or the current folder. With --search the elimination order
// of the shipped program is searched for anew, which takes minutes; otherwise it is kept as long as it serves.
string[] folders = [.. args.Where(static a => a != "--search")];
string root = folders.Length > 0 ? folders[0] : Directory.GetCurrentDirectory();
if (!File.Exists(Path.Combine(root, "SpineInference.sln")))
{
    await Console.Error.WriteLineAsync($"'{root}' is not the root of the repository: it has no SpineInference.sln. Give the root as the first argument.");
    return 2;
}

// From the tables themselves: the ready-made network and program within the library may be those of yesterday's tables.
SpineNetwork spine = SpineNetwork.Assemble(KnowledgeBase.Default);
ExactEngine engine = ShippedTape.CompileForShipping(spine.Network, search: folders.Length < args.Length);
int written = 0;
foreach (GeneratedFile file in GeneratedFiles.All(spine, engine))
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
