using System.Globalization;
using WorkedPatient;

// Runs the chapters of the guide. With no argument it prints them; with the path of the guide it writes code, output and pictures into it.
var chapters = new StringWriter(CultureInfo.InvariantCulture);
if (args.Length == 0)
{
    string folder = Directory.CreateTempSubdirectory("worked-patient").FullName;
    foreach ((string name, Action run) in new Chapters(chapters, folder).All)
    {
        chapters.WriteLine($"--- {name}");
        run();
    }

    Console.Write(chapters);
    Console.WriteLine($"Pictures: {folder}");
    return 0;
}

string path = args[0];
string images = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "images");
string source = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "..", "samples", "WorkedPatient", "Chapters.cs");
if (!File.Exists(path) || !File.Exists(source))
{
    Console.Error.WriteLine($"Expected the guide at '{path}' and its chapters at '{source}'. Give the path of docs/guide.md in a checkout.");
    return 1;
}

Directory.CreateDirectory(images);
string guide = GuidePage.WithCode(File.ReadAllText(path), File.ReadAllText(source));
foreach ((string name, Action run) in new Chapters(chapters, images).All)
{
    chapters.GetStringBuilder().Clear();
    run();
    guide = GuidePage.WithOutput(guide, name, chapters.ToString());
}

File.WriteAllText(path, guide);
return 0;
