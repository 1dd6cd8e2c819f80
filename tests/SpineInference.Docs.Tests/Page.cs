using System.Collections.Immutable;

namespace SpineInference.Docs.Tests;

/// <summary>A page of the documentation with its blocks.</summary>
/// <param name="Path">Its path below the repository's root, with forward slashes.</param>
/// <param name="Text">The whole page.</param>
/// <param name="Blocks">Its blocks, in order.</param>
internal sealed record Page(string Path, string Text, ImmutableArray<Block> Blocks)
{
    /// <summary>README, CONTRIBUTING, the page of the benchmarks, everything under docs, and the READMEs of packages.</summary>
    public static ImmutableArray<Page> All { get; } = [.. Find()];

    /// <summary>Each block marked as output, with the block before it, which is to write it.</summary>
    /// <exception cref="InvalidDataException">The block before it is neither C# nor commands.</exception>
    public IEnumerable<(Block Writer, Block Output)> Outputs => Blocks.Index()
        .Where(static b => b.Item.Mark.StartsWith("output", StringComparison.Ordinal))
        .Select(b => b.Index > 0 && Blocks[b.Index - 1] is { Language: "csharp" or "sh" } writer
            ? (writer, b.Item)
            : throw new InvalidDataException($"{Path}:{b.Item.Line}: the output of no code."));

    /// <summary>The page at a path.</summary>
    public static Page At(string path) => All.Single(p => p.Path == path);

    public static Page Parse(string path, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        var blocks = ImmutableArray.CreateBuilder<Block>();
        for (int i = 0; i < lines.Length; i++)
        {
            bool isFence = lines[i].StartsWith("```", StringComparison.Ordinal);
            if (!isFence && lines[i] != "<!-- setup")
            {
                continue;
            }

            string close = isFence ? "```" : "-->";
            int end = Array.FindIndex(lines, i + 1, line => line == close);
            if (end < 0)
            {
                throw new InvalidDataException($"{path}:{i + 1}: the block is never closed.");
            }

            string language = isFence ? lines[i][3..].Trim() : "setup";
            string mark = i > 0 && lines[i - 1].StartsWith("<!--", StringComparison.Ordinal) && lines[i - 1].EndsWith("-->", StringComparison.Ordinal)
                ? lines[i - 1][4..^3].Trim()
                : "";
            blocks.Add(new Block(language, i + 2, mark, string.Join('\n', lines[(i + 1)..end])));
            i = end;
        }

        return new Page(path, text, blocks.ToImmutable());
    }

    private static IEnumerable<Page> Find()
    {
        string root = Repository.Root ?? throw new InvalidOperationException("The pages are not above the test assembly.");
        return new[] { "README.md", "CONTRIBUTING.md", "benchmarks/README.md" }
            .Concat(Directory.EnumerateFiles(System.IO.Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateDirectories(System.IO.Path.Combine(root, "src")).Select(static d => System.IO.Path.Combine(d, "README.md")).Where(File.Exists))
                .Select(file => System.IO.Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal))
            .Select(path => Parse(path, File.ReadAllText(System.IO.Path.Combine(root, path))));
    }
}
