
namespace SpineInference.Docs.Tests;

/// <summary>Writes what code and commands of a page write into the page, where SPINEINFERENCE_UPDATE is 1: read what changed.</summary>
internal static class PageUpdate
{
    public static bool IsAsked => Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1";

    /// <param name="page">The page as it stands on disk, but for what an earlier call wrote.</param>
    /// <param name="outputs">Blocks of output, each with its new text.</param>
    public static void Write(Page page, IEnumerable<(Block Output, string Text)> outputs)
    {
        string path = Path.Combine(Repository.Root!, page.Path);
        List<string> lines = [.. File.ReadAllLines(path)];
        Block[] present = [.. Page.Parse(page.Path, string.Join('\n', lines)).Blocks];
        foreach ((Block output, string text) in outputs.Reverse())
        {
            int index = page.Blocks.IndexOf(output);
            Block block = present[index];
            int end = lines.IndexOf("```", block.Line - 1);
            lines.RemoveRange(block.Line - 1, end - block.Line + 1);
            lines.InsertRange(block.Line - 1, text.Split('\n'));
        }

        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}
