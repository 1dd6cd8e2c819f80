namespace SpineInference.ModelCompiler;

/// <summary>The elimination order that was searched for once and is kept: the names of the variables, one a line.</summary>
internal static class OrderFile
{
    private const char Remark = '#';

    /// <summary>Writes the names.</summary>
    public static void Write(TextWriter writer, IEnumerable<string> names)
    {
        writer.WriteLine("# The order in which the variables are eliminated: searched for once, since the length of the program hangs on it.");
        writer.WriteLine("# After a change of structure: see CONTRIBUTING.md, Build and test.");
        foreach (string name in names)
        {
            writer.WriteLine(name);
        }
    }

    /// <summary>Reads the names; lines that begin with # are remarks.</summary>
    public static string[] Read(string path) =>
        [.. File.ReadLines(path).Select(static line => line.Trim()).Where(static line => line.Length > 0 && line[0] != Remark)];
}
