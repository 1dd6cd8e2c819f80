using System.Reflection;
using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.ModelCompiler;

namespace SpineInference.Tests.Generated;

/// <summary>The enumerations come from the tables: a cause that is added there needs no code, and one without a word is told with its
/// place.</summary>
public sealed class VocabularyTests : IDisposable
{
    private const string Words = """
        {"description": "d",
         "vocabularies": [
           {"enum": "Cause", "list": "Causes", "namespace": "Clinic", "noun": "cause", "states": "cause", "summary": "S.", "list-summary": "L.",
            "facts": {"next-step": "text", "reassuring": "flag", "sites": "list of Site"},
            "words": [
              {"id": "worn-hip", "name": "a worn hip", "what": "W.", "next-step": "Look {root}.", "sites": ["groin"]},
              {"id": "cold-foot", "member": "Ischaemia", "what": "C.", "next-step": "Run.", "reassuring": true, "sites": []}]},
           {"enum": "Site", "list": "Sites", "namespace": "Clinic", "noun": "site", "variables": "pain.*", "summary": "S.", "list-summary": "L.",
            "unstated": {"member": "Unknown", "what": "U."},
            "words": [{"id": "groin", "what": "G."}]}],
         "questions": [
           {"id": "cause", "enum": "Cause", "label": "cause", "description": "the cause", "none": "nothing", "principal": true, "summary": "S.", "says": "T."}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Render_OfAVocabulary_HoldsEveryWordWithIdNameAndFacts()
    {
        (var vocabularies, var questions) = Read(Words);
        string source = VocabularySource.Render(vocabularies);
        Assert.Contains("WornHip = 1,", source, StringComparison.Ordinal);
        Assert.Contains("(Cause.WornHip, \"worn-hip\", \"a worn hip\"),", source, StringComparison.Ordinal);
        Assert.Contains("(Cause.Ischaemia, \"cold-foot\", \"cold foot\"));", source, StringComparison.Ordinal);
        Assert.Contains("\"Look {root}.\",", source, StringComparison.Ordinal);
        Assert.Contains("[global::Clinic.Site.Groin],", source, StringComparison.Ordinal);
        Assert.Contains("        Unknown,", source, StringComparison.Ordinal);
        string list = QuestionsSource.Render(questions, vocabularies);
        Assert.Contains("All { get; } = [Cause];", list, StringComparison.Ordinal);
        Assert.Contains("implicit operator Answer(global::Clinic.Cause value)", list, StringComparison.Ordinal);
        Assert.Contains("Distribution<global::Clinic.Cause> Cause => Ask(Questions.Cause);", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\": \"worn-hip\"", "{\"id\": \"worn-knee\"", "'worn-hip' is a state of 'cause' and has no word. Add")]
    [InlineData("{\"id\": \"worn-hip\"", "{\"id\": \"worn-knee\"", "The word 'worn-knee' is not a state of 'cause'")]
    [InlineData("{\"id\": \"groin\", \"what\"", "{\"id\": \"groin\", \"place\"", "Field 'what' is missing")]
    [InlineData("{\"id\": \"groin\"", "{\"id\": \"thigh\"", "'groin' is one of the variables 'pain.*' and has no word")]
    [InlineData("\"sites\": [\"groin\"]", "\"sites\": [\"grion\"]", "'grion' is no site. Did you mean 'groin'?")]
    [InlineData("\"enum\": \"Cause\", \"label\"", "\"enum\": \"Causation\", \"label\"", "There is no vocabulary of 'Causation'")]
    [InlineData(" \"none\": \"nothing\",", "", "'cause' has the state 'none': say it in words")]
    [InlineData("\"states\": \"cause\"", "\"states\": \"reason\"", "There is no variable 'reason'")]
    [InlineData("\"next-step\": \"Run.\", ", "", "Field 'next-step' is missing")]
    [InlineData("{\"id\": \"worn-hip\", \"name\": \"a worn hip\"", "{\"id\": \"cold-foot\", \"name\": \"a worn hip\"", "The word 'cold-foot' stands twice")]
    public void Read_OfAFaultyVocabulary_SaysWhatAndWhere(string what, string instead, string fault)
    {
        Assert.Contains(what, Words, StringComparison.Ordinal);
        Fault[] faults = [.. Assert.Throws<KnowledgeFormatException>(() => Read(Words.Replace(what, instead, StringComparison.Ordinal))).Faults];
        Fault told = Assert.Single(faults, f => f.Message.Contains(fault, StringComparison.Ordinal));
        Assert.Equal("Vocabulary/Words.json", told.Source);
        Assert.InRange(told.Line, 3, 14);
    }

    [Fact]
    public void Read_OfWordsInAnotherOrder_IsAFault()
    {
        string source = Words.Replace("\"worn-hip\"", "\"x\"", StringComparison.Ordinal).Replace("\"cold-foot\"", "\"worn-hip\"", StringComparison.Ordinal).Replace("\"x\"", "\"cold-foot\"", StringComparison.Ordinal);
        Assert.Contains("another order", Assert.Throws<KnowledgeFormatException>(() => Read(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enumerations_OfTheLibrary_SerialiseAsTheirTextIds()
    {
        Assert.Equal("\"prolapsed-disc\"", JsonSerializer.Serialize(Cause.ProlapsedDisc));
        Assert.Equal("null", JsonSerializer.Serialize(Sex.Unknown));
        Assert.Equal(Sex.Unknown, JsonSerializer.Deserialize<Sex>("null"));
        Assert.Equal(DiscLevel.L4L5, JsonSerializer.Deserialize<DiscLevel>("\"L4/5\""));
        Assert.Equal("""{"L5":1}""", JsonSerializer.Serialize(new Dictionary<NerveRoot, int> { [NerveRoot.L5] = 1 }));
        Assert.Contains("Use one of", Assert.Throws<JsonException>(static () => JsonSerializer.Deserialize<Cause>("\"gout\"")).Message, StringComparison.Ordinal);
        Assert.Throws<JsonException>(static () => JsonSerializer.Deserialize<Cause>("null"));
        Assert.Throws<JsonException>(static () => JsonSerializer.Deserialize<Cause>("1"));
        Assert.Throws<ArgumentOutOfRangeException>(static () => JsonSerializer.Serialize(default(Cause)));
    }

    [Fact]
    public void EveryVocabulary_HasNamesThatTellItsMembersApart()
    {
        Type[] lists = [.. typeof(Causes).Assembly.GetExportedTypes().Where(static t => t.GetField("Ids", BindingFlags.Static | BindingFlags.NonPublic) is not null && t.GetMethods().Any(static m => m.Name == "get_PlainName"))];
        Assert.InRange(lists.Length, 20, 60);
        Assert.All(lists, static list =>
        {
            var members = ((System.Collections.IEnumerable)list.GetProperty("All")!.GetValue(null)!).Cast<object>();
            string[] names = [.. members.Select(m => (string)list.GetMethod("get_PlainName", [m.GetType()])!.Invoke(null, [m])!)];
            Assert.Equal(names.Distinct(), names);
            Assert.All(names, static n => Assert.False(string.IsNullOrWhiteSpace(n)));
        });
    }

    private (System.Collections.Immutable.ImmutableArray<Vocabulary> Vocabularies, System.Collections.Immutable.ImmutableArray<AskedQuestion> Questions) Read(string words)
    {
        Directory.CreateDirectory(Path.Combine(_folder, VocabularyTables.Folder));
        File.WriteAllText(Path.Combine(_folder, VocabularyTables.Folder, "Words.json"), words);
        var builder = new BayesianNetworkBuilder("clinic");
        Variable cause = builder.AddVariable("cause", "none", "worn-hip", "cold-foot");
        Variable pain = builder.AddVariable("pain.groin", "absent", "present");
        builder.SetTable(cause, [], [0.2, 0.4, 0.4], 1);
        builder.SetTable(pain, [cause], [0.9, 0.1, 0.5, 0.5, 0.7, 0.3], 1);
        return VocabularyTables.Read(_folder, builder.Build());
    }
}
