using System.Text.RegularExpressions;

namespace SpineInference.Conventions.Tests;

/// <summary>One public type a file, named after it, and no file too long to read in one go.</summary>
public partial class SourceFileTests
{
    private const int LongestFile = 300;

    [SkippableFact]
    public void Files_OfSrc_HoldOnePublicTypeNamedAsTheFile()
    {
        List<string> faults = [];
        foreach ((string path, string[] lines) in SourceFiles())
        {
            string[] types = [.. lines.Select(static line => PublicType().Match(line)).Where(static match => match.Success).Select(static match => match.Groups["name"].Value)];
            string stem = Path.GetFileName(path).Split('.')[0];
            if (types.Length > 1)
            {
                faults.Add($"{path} holds {types.Length} public types ({string.Join(", ", types)}). Give each a file of its own.");
            }
            else if (types.Length == 1 && types[0] != stem)
            {
                faults.Add($"{path} holds the public type {types[0]}. Name the file {types[0]}.cs.");
            }
        }

        AssertNone(faults);
    }

    [SkippableTheory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("benchmarks")]
    [InlineData("samples")]
    public void Files_AreAtMost300LinesLong(string folder) => AssertNone(SourceFiles(folder)
        .Where(static file => file.Lines.Length > LongestFile)
        .Select(static file =>
            $"{file.Path} has {file.Lines.Length} lines; expected at most {LongestFile}. Split it by concept."));

    [SkippableFact]
    public void Files_OfSrc_SuppressNoWarningAndLeaveNothingForLater() => AssertNone(
        from file in SourceFiles()
        from line in file.Lines.Index()
        where Unfinished().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1} says '{line.Item.Trim()}'. Finish it, or mend what the warning says.");

    [Theory]
    [InlineData("public sealed class Evidence", "Evidence")]
    [InlineData("public readonly record struct Distribution<T>(int X)", "Distribution")]
    [InlineData("public static partial class Tables", "Tables")]
    [InlineData("public enum NerveRoot", "NerveRoot")]
    [InlineData("public sealed record CoursePoint(string Place)", "CoursePoint")]
    [InlineData("public delegate double Score(int x);", "Score")]
    [InlineData("public interface IInferenceEngine", "IInferenceEngine")]
    public void PublicType_OfADeclaration_IsItsName(string line, string name) => Assert.Equal(name, PublicType().Match(line).Groups["name"].Value);

    private static IEnumerable<(string Path, string[] Lines)> SourceFiles(string folder = "src")
    {
        string? root = Repository.Root;
        Skip.If(root is null, "The source files are not above the test assembly.");
        char separator = Path.DirectorySeparatorChar;
        return Directory.EnumerateFiles(Path.Combine(root!, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{separator}obj{separator}", StringComparison.Ordinal) && !path.Contains($"{separator}bin{separator}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(root!, path).Replace(separator, '/'), File.ReadAllLines(path)));
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        string message = string.Join(Environment.NewLine, faults);
        Assert.True(message.Length == 0, Environment.NewLine + message);
    }

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref|unsafe|record(?= (?:struct|class)))\s+)*(?:class|struct|record|interface|enum|delegate\s+[\w<>\[\]?,.]+)\s+(?<name>\w+)")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"#pragma warning disable|SuppressMessage\(|\bTODO\b|\bFIXME\b|\bHACK\b|new NotImplementedException")]
    private static partial Regex Unfinished();
}
