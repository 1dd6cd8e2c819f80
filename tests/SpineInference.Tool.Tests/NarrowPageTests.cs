namespace SpineInference.Tool.Tests;

public sealed class NarrowPageTests
{
    private const string Patient = """
        {"id": "p1", "age": 54, "sex": "male", "left": {"present": ["foot-drop", "pain.lateral-calf", "sensation.big-toe"], "absent": ["tiptoe-walk-impaired"]},
         "present": ["leg-pain-worse-than-back-pain"], "values": {"left.tibialis-anterior-strength": "severely-weak", "effect-of-bending-forward": "worse"}}
        """;

    [Theory]
    [InlineData("findings")]
    [InlineData("diagnose - --next 5 --interval 0.95 --explain")]
    [InlineData("explain - --simulations 10")]
    public async Task Tables_OnATerminalOf80Columns_FitIt_AndBreakNoId(string command)
    {
        Spine narrow = await Spine.RunAsync(Patient, command.Split(' '), outputWidth: 80);
        Spine piped = await Spine.RunAsync(Patient, command.Split(' '));
        Assert.Equal(0, narrow.ExitCode);
        Assert.All(narrow.Lines, static line => Assert.True(line.Length <= 80, line));

        // Every id of the page without an end stands whole on the narrow one.
        HashSet<string> whole = [.. Words(narrow.Output)];
        Assert.All(Words(piped.Output).Where(static w => w.Length <= 76).Distinct(), word => Assert.True(whole.Contains(word), word));

        // What is longer than a line is broken between its ids.
        HashSet<string> parts = [.. whole.SelectMany(Parts)];
        Assert.All(Words(piped.Output).Where(static w => w.Length > 76).SelectMany(Parts).Distinct(), part => Assert.True(parts.Contains(part), part));
    }

    [Theory]
    [InlineData("short|words", 20, "short|words")]
    [InlineData("one a|bb;ccc+dddd two", 7, "one a|bb;\nccc+\ndddd two")]
    [InlineData("no-joint-in-it", 5, "no-joint-in-it")]
    [InlineData("a-long-id|b", 5, "a-long-id|b")]
    public void LongWords_AreBrokenAfterTheLastJointOfALine(string text, int width, string expected) => Assert.Equal(expected, LongWords.Fit(text, width));

    [Fact]
    public async Task Questions_NotAsked_AreWrittenOutForEmergencies_AndForAllWhereItIsWanted()
    {
        Spine folded = await Spine.RunAsync(Patient, ["diagnose", "-"], outputWidth: 80);
        Spine whole = await Spine.RunAsync(Patient, ["diagnose", "-", "--questions"]);
        RedFlagQuestion[] asked = [.. PatientJson.Read(SpineModel.Default, System.Text.Encoding.UTF8.GetBytes(Patient), "test").Patient.UnaskedRedFlags];
        string shown = string.Join(' ', folded.Lines.Select(static l => l.Trim()));
        Assert.All(asked, q => Assert.Contains($"NOT ASKED {q}", whole.Output, StringComparison.Ordinal));
        Assert.All(asked.Where(static q => q.Urgency == Urgency.Emergency), q => Assert.Contains($"NOT ASKED {q}", shown, StringComparison.Ordinal));
        Assert.All(asked.Where(static q => q.Urgency != Urgency.Emergency), q =>
        {
            Assert.Contains(q.Rule.Replace('-', ' '), shown, StringComparison.Ordinal);
            Assert.DoesNotContain(q.Text, shown, StringComparison.Ordinal);
        });
        Assert.Contains("--questions", folded.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Parts(string word) => word.Split(['|', ';', '+', '=', ','], StringSplitOptions.RemoveEmptyEntries).Where(static p => p.Contains('-', StringComparison.Ordinal));

    [Fact]
    public async Task Output_Piped_HasNoColour_AndOnATerminalMarksFlagsAndFirstAnswers()
    {
        Spine piped = await Spine.RunAsync(Patient, ["diagnose", "-"], usesColour: true);
        Assert.DoesNotContain('\u001b', piped.Output);
        Spine coloured = await Spine.RunAsync(Patient, ["diagnose", "-"], outputWidth: 80, usesColour: true);
        string[] lines = [.. coloured.Lines];
        Assert.Contains(lines, static l => l.Contains("RED FLAG", StringComparison.Ordinal) && l.Contains("\u001b[", StringComparison.Ordinal));
        string first = Assert.Single(lines, static l => l.Contains("root level", StringComparison.Ordinal));
        Assert.Contains("\u001b[", first, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", lines[Array.IndexOf(lines, first) + 1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(static w => w.Any(char.IsLetter) && w.AsSpan().TrimEnd(".,;:").IndexOfAny('-', '.') > 0);
}
