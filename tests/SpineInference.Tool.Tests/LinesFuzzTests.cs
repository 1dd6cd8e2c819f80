using System.Text;
using System.Text.Json.Nodes;
using SpineInference.Engine.Formats;

namespace SpineInference.Tool.Tests;

/// <summary>Whatever stands in a line, the tool gives it one line of answer, an error where it is none, and the lines around it theirs.</summary>
public sealed class LinesFuzzTests : IDisposable
{
    private const int Seed = 20_261_127;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Query_ChangedLines_GivesEachItsAnswer()
    {
        string network = _folder.File("net.json");
        NetworkFiles.Write(LearningNetworks.Clinic(), network);
        await AnswersEachAsync(
            ["{\"id\": \"a\", \"evidence\": {\"cause\": \"disc\", \"pain\": null, \"reflex\": {\"normal\": 0.5, \"reduced\": 1, \"absent\": 0}}}"u8.ToArray(), "{\"id\": 7, \"evidence\": {}}"u8.ToArray()],
            Fuzz.Count(4_000),
            "posteriors",
            "query", network, "--evidence", "-");
    }

    [Fact]
    public Task Diagnose_ChangedLines_GivesEachItsAnswer() => AnswersEachAsync(
        WrittenPatients.Seeds,
        Fuzz.Count(3_000),
        "rootLevel",
        "diagnose", "-", "--lines");

    private static async Task AnswersEachAsync(byte[][] seeds, int count, string field, params string[] args)
    {
        const int Block = 10_000;
        int read = 0;
        int refused = 0;
        for (int start = 0; start < count; start += Block)
        {
            // A change may bring a line feed, which would make two lines of one; blank lines have no answer.
            byte[][] lines = [.. Enumerable.Range(start, Math.Min(Block, count - start))
                .Select(i => Mutation.Of(seeds, Seed + i).Where(static b => b is not ((byte)'\n' or (byte)'\r')).ToArray())
                .Where(static line => line.AsSpan().ContainsAnyExcept((byte)' ', (byte)'\t'))];
            // A blank line first: a byte order mark there would be that of all lines.
            using var input = new MemoryStream([(byte)'\n', .. lines.SelectMany(static line => line.Append((byte)'\n'))]);
            using var output = new MemoryStream();
            using var error = new StringWriter();
            int code = await Cli.RunAsync(args, new CliStreams(input, output, error, isErrorTerminal: false));
            Assert.Equal((1, ""), (code, error.ToString()));
            string[] answers = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(lines.Length, answers.Length);
            for (int i = 0; i < lines.Length; i++)
            {
                JsonObject answer = JsonNode.Parse(answers[i])!.AsObject();
                bool isRead = answer[field] is JsonObject;
                bool isRefused = answer["error"]?.GetValue<string>().StartsWith("line ", StringComparison.Ordinal) == true;
                Assert.True(isRead != isRefused, $"{Encoding.UTF8.GetString(lines[i])}\n{answers[i]}");
                read += isRead ? 1 : 0;
                refused += isRead ? 0 : 1;
            }
        }

        Assert.True(read > count / 200 && refused > count / 4, $"{read} answered, {refused} refused: the changes test only one side.");
    }
}
