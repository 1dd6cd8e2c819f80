using System.Globalization;
using SpineInference;
using SpineInference.Generator;
using SpineInference.Inference;
using SpineInference.Knowledge;

// Writes the generated files below the repository's root: the first argument, or the current folder. A second argument is the number of
// moves of a new search for the elimination order of the shipped program (minutes for 20,000); without it the order stays.
string root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
int searchMoves = 0;
if (args.Length > 1 && (!int.TryParse(args[1], CultureInfo.InvariantCulture, out searchMoves) || searchMoves < 1))
{
    await Console.Error.WriteLineAsync($"Got '{args[1]}' as the number of moves of the search; expected a whole number from 1.");
    return 2;
}

if (!File.Exists(Path.Combine(root, "SpineInference.sln")))
{
    await Console.Error.WriteLineAsync($"'{root}' is not the root of the repository: it has no SpineInference.sln. Give the root as the first argument.");
    return 2;
}

// From the tables themselves: the ready-made network and program within the library may be those of yesterday's tables.
SpineNetwork spine = SpineNetwork.Assemble(KnowledgeBase.Default);
ExactEngine engine = ShippedTape.CompileForShipping(spine.Network, searchMoves);
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
