using System.Text;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge.Tests;

/// <summary>Each rule of the knowledge files: a file that breaks it once gives that fault once, at its place.</summary>
public class KnowledgeFaultsTests
{
    private const string Row = """{"when": {}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}""";

    private const string Variable = """{"id": "v", "label": "V", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": [], "rows": [ROW]}""";

    private const string Target = """{"id": "t", "event": {"v": "a"}, "given": {}, "rate": 0.5, "basis": "literature", "source": ["A1"]}""";

    private const string Reference = """{"key": "A1", "quantity": "q", "citation": "c", "read": true}""";

    [Fact]
    public void Load_SoundFiles_HasNoFaultAndKeepsWhatTheySay()
    {
        KnowledgeBase knowledge = KnowledgeBase.Load(Files(
            table: File(Variable.Replace("ROW", Row, StringComparison.Ordinal), "\"description\": \"D\","),
            targets: """{"targets": [{"id": "t", "event": {"v": "a"}, "given": {"v": ["a", "b"]}, "rate": 0.5, "interval": [0.25, 0.75], "basis": "derived", "source": ["A1"], "follows": false, "note": "why"}, {"id": "u", "event": {"v": "a"}, "given": {"v": "a"}, "against": {"v": "b"}, "odds-ratio": 3, "interval": [1, 9], "basis": "literature", "source": ["A1"]}]}"""));
        KnowledgeTable table = Assert.Single(knowledge.Tables);
        Assert.Equal(("Tables/t.json", "T", "D"), (table.File, table.Title, table.Description));
        KnowledgeTarget rate = knowledge.Targets[0];
        Assert.Equal((0.5, false, (0.25, 0.75), Basis.Derived, false, "why"), (rate.Rate, rate.IsOddsRatio, rate.Interval!.Value, rate.Basis, rate.Follows, rate.Note));
        KnowledgeTarget odds = knowledge.Targets[1];
        Assert.Equal((3, true, (1, 9), Basis.Literature, true, null), (odds.Rate, odds.IsOddsRatio, odds.Interval!.Value, odds.Basis, odds.Follows, odds.Note));
        Assert.Equal("b", Assert.Single(odds.Against["v"]));
        Assert.Equal("a", Assert.Single(odds.Event["v"]));
        Assert.Equal(["a", "b"], rate.Given["v"].ToArray());
    }

    [Theory]
    [InlineData("{\"when\": {}, \"p\": {\"a\": 0, \"b\": 1}, \"basis\": \"expert\", \"ess\": 0.5, \"note\": \"n\"}", new[] { 0.0, 1 }, 0.5)]
    [InlineData("{\"when\": {}, \"p\": {\"a\": 0.25, \"b\": 0.7500000009}, \"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"}", new[] { 0.25, 0.7500000009 }, 4)]
    [InlineData("{\"when\": {}, \"p\": {\"b\": 0.9999999999999}, \"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"}", new[] { 0.0, 0.9999999999999 }, 4)]
    [InlineData("{\"when\": {}, \"p\": {\"b\": 0.25}, \"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"}", new[] { 0.75, 0.25 }, 4)]
    [InlineData("{\"when\": {}, \"is\": \"b\", \"basis\": \"definition\"}", new[] { 0.0, 1 }, double.PositiveInfinity)]
    [InlineData("{\"when\": {}, \"p\": {\"a\": 0.5}, \"basis\": \"literature\", \"source\": \"A1\", \"ess\": 999999}", new[] { 0.5, 0.5 }, 999999)]
    public void Load_RowAtTheEdgeOfWhatIsAllowed_IsKept(string row, double[] probabilities, double sampleSize)
    {
        KnowledgeRow read = Assert.Single(KnowledgeBase.Load(Files(File(Variable.Replace("ROW", row, StringComparison.Ordinal)))).Tables.Single().Variables.Single().Rows);
        Assert.Equal(probabilities, read.Probabilities);
        Assert.Equal(sampleSize, read.EffectiveSampleSize);
    }

    [Theory]
    [InlineData("{\"id\": \"mine\", \"when\": {}, \"p\": {\"a\": 0.5}, \"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"}", "mine")]
    [InlineData("{\"when\": {}, \"p\": {\"a\": 0.5}, \"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"}", "v|")]
    [InlineData("{\"when\": {\"w\": [\"a\", \"b\"], \"x\": \"c\"}, \"p\": {\"a\": 0.5}, \"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"}", "v|w=a+b;x=c")]
    [InlineData("{\"otherwise\": true, \"only\": {\"leg\": [\"left\", \"right\"]}, \"p\": {\"a\": 0.5}, \"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"}", "v|otherwise@leg=left+right")]
    public void Load_Row_IsNamedByItsIdOrByWhatItHoldsFor(string row, string id) => Assert.Equal(
        id, Assert.Single(KnowledgeBase.Load(Files(File(Variable.Replace("ROW", row, StringComparison.Ordinal)))).Tables.Single().Variables.Single().Rows).Id);

    [Theory]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": 1.5}", "1.5", "Got probability 1.5 for 'a'")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": -0.5}", "-0.5", "Got probability -0.5 for 'a'")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": 0.5, \"b\": \"half\"}", "\"half\"", "Field 'b': got the text 'half'; expected a number.")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": 0.5, \"c\": 0.5}", "0.5}, \"basis", "Unknown state 'c'. States: a, b.")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": 0.5, \"a\": 0.6}", "0.6", "'a' stands twice in 'p'.")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {}", "{}, \"basis", "At most one state may be left to the remainder; missing: a, b.")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": 0.5, \"b\": 0.4}", "{\"a\": 0.5, \"b\"", "The row sums to 0.9; expected 1 ± 1e-9. States: a 0.5, b 0.4.")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": 0.5, \"b\": 0.500000002}", "{\"a\": 0.5, \"b\"", "The row sums to 1.000000002")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"is\": \"c\"", "\"c\", \"basis", "Unknown state 'c'. States: a, b.")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"p\": {\"a\": 0.5}, \"is\": \"a\"", "{\"when", "A row has exactly one of 'p', 'is' and 'same-as'.")]
    [InlineData("\"p\": {\"a\": 0.5}", "\"is\": \"a\", \"same-as\": \"x\"", "{\"when", "A row has exactly one of 'p', 'is' and 'same-as'.")]
    [InlineData("\"p\": {\"a\": 0.5}, ", "", "{\"when", "A row has exactly one of 'p', 'is' and 'same-as'.")]
    [InlineData("\"p\": {\"a\": 0.5}, \"basis\": \"expert\", \"ess\": 4", "\"is\": \"a\", \"basis\": \"definition\", \"ess\": 4", "{\"when", "A definition has no 'ess'")]
    [InlineData("\"ess\": 4", "\"ess\": 0", "0, \"note", "Field 'ess': got 0; expected a positive number below 1e6.")]
    [InlineData("\"ess\": 4", "\"ess\": 1000000", "1000000", "Field 'ess': got 1000000")]
    [InlineData("\"ess\": 4", "\"ess\": \"four\"", "\"four\"", "Field 'ess': got the text 'four'; expected a number.")]
    [InlineData("\"ess\": 4, ", "", "{\"when", "Field 'ess' is missing")]
    [InlineData(", \"note\": \"n\"", "", "{\"when", "A row with basis 'expert' needs a 'note'")]
    [InlineData("\"expert\"", "\"derived\"", "{\"when", "A row with basis 'derived' needs a 'source'; without one it is 'expert'.")]
    [InlineData("\"basis\": \"expert\", \"ess\": 4, \"note\": \"n\"", "\"basis\": \"derived\", \"source\": \"A1\", \"ess\": 4, \"note\": \" \"", "{\"when", "A row with basis 'derived' needs a 'note'")]
    [InlineData("\"expert\"", "\"guess\", \"source\": \"A1\"", "\"guess\"", "Field 'basis': got 'guess'; expected one of literature, derived, expert, definition.")]
    [InlineData("\"when\": {}", "\"when\": []", "[], \"p", "Field 'when': got a list; expected an object.")]
    [InlineData("\"when\": {}", "\"when\": {\"w\": \"a\", \"w\": \"b\"}", "\"b\"}, \"p", "'w' stands twice in 'when'.")]
    [InlineData("\"when\": {}", "\"when\": {\"w\": 7}", "7", "Field 'when': got the number 7; expected a text.")]
    [InlineData("\"when\": {}", "\"when\": {\"w\": \"@low\"}", "{\"when", "Unknown group '@low'. Known: high, wide.")]
    [InlineData("\"when\": {}", "\"otherwise\": \"yes\"", "\"yes\"", "Field 'otherwise': got the text 'yes'; expected true or false.")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"interval\": {\"a\": [0.6, 0.4]}", "[0.6", "An interval is [low, high], two numbers in [0, 1].")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"interval\": {\"a\": [0.4]}", "[0.4", "An interval is [low, high]")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"interval\": {\"a\": [\"0.4\", 0.6]}", "[\"0.4", "An interval is [low, high]")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"interval\": {\"a\": [-0.1, 0.6]}", "[-0.1", "An interval is [low, high]")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"interval\": {\"a\": [0.4, 1.1]}", "[0.4", "An interval is [low, high]")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"interval\": {\"c\": [0.4, 0.6]}", "[0.4", "Unknown state 'c'. States: a, b.")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"interval\": {\"a\": [0, 1], \"a\": [0, 1]}", "[0, 1]}", "'a' stands twice in 'interval'.")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"id\": true", "true", "Field 'id': got true; expected a text.")]
    [InlineData("\"note\": \"n\"", "\"note\": \"n\", \"note\": \"m\"", "\"m\"", "Field 'note' of a row stands twice.")]
    public void Load_FaultyRow_GivesTheOneFaultAtItsPlace(string sound, string faulty, string at, string message) =>
        AssertFault(File(Variable.Replace("ROW", Changed(Row, sound, faulty), StringComparison.Ordinal)), at, message);

    [Theory]
    [InlineData("\"label\": \"V\", ", "", "{\"id\"", "Field 'label' is missing.")]
    [InlineData("\"label\": \"V\"", "\"label\": {}", "{}, \"scope", "Field 'label': got an object; expected a text.")]
    [InlineData("\"scope\": \"patient\"", "\"scope\": \"arm\"", "\"arm\"", "Field 'scope': got 'arm'; expected one of patient, leg.")]
    [InlineData("\"scope\": \"patient\", ", "", "{\"id\"", "Field 'scope' is missing.")]
    [InlineData("\"scope\": \"patient\"", "\"scope\": \"leg\", \"each\": [{\"leg\": \"hind\"}]", "{\"id\"", "v: 'leg' in 'each' has the name of the variable's scope.")]
    [InlineData("\"kind\": \"latent\"", "\"kind\": \"latent\", \"category\": \"history\"", "{\"id\"", "v: a finding has a 'category', and nothing else has.")]
    [InlineData("\"kind\": \"latent\"", "\"kind\": \"finding\"", "{\"id\"", "v: a finding has a 'category', and nothing else has.")]
    [InlineData("\"kind\": \"latent\"", "\"kind\": \"finding\", \"category\": \"rumour\"", "\"rumour\"", "Field 'category': got 'rumour'; expected one of history, examination, laboratory, imaging, electrodiagnosis.")]
    [InlineData("\"parents\": []", "\"parents\": \"w\"", "\"w\"", "Field 'parents': got the text 'w'; expected a list.")]
    [InlineData("\"parents\": []", "\"parents\": [], \"codes\": [7]", "7", "Got the number 7; expected an object: a code.")]
    [InlineData("\"parents\": []", "\"parents\": [], \"codes\": [{\"system\": \"hpo\"}]", "{\"system", "Field 'code' is missing.")]
    [InlineData("\"parents\": []", "\"parents\": [], \"each\": [{\"x\": [\"1\", \"2\"]}]", "{\"x", "'x' in 'each': got 2 texts; expected one.")]
    [InlineData("\"parents\": []", "\"parents\": [], \"contributors\": [{\"parents\": [], \"row\": []}]", "[]}]", "Unknown field 'row' of a contributor. Known: parents, rows.")]
    public void Load_FaultyVariable_GivesTheOneFaultAtItsPlace(string sound, string faulty, string at, string message) =>
        AssertFault(File(Changed(Variable, sound, faulty).Replace("ROW", Row, StringComparison.Ordinal)), at, message);

    [Theory]
    [InlineData("{\"groups\": {\"low\": [\"a\"], \"low\": [\"b\"]}}", "[\"b\"]", "'low' stands twice in 'groups'.")]
    [InlineData("{\"groups\": {\"wide\": [\"b\"]}}", "{\"wide", "Group 'wide' stands twice.")]
    [InlineData("{\"groups\": 1}", "1", "Field 'groups': got the number 1; expected an object.")]
    [InlineData("{\"scopes\": {\"leg\": [\"left\"]}}", "{\"leg", "Scope 'leg' stands twice.")]
    [InlineData("{\"scopes\": {\"arm\": [\"left\", \"left\"]}}", "{\"arm", "Scope 'arm': its name and those of its copies are texts that are not empty, and no two copies have one name.")]
    [InlineData("{\"scopes\": {\"\": []}}", "{\"\"", "Scope '': its name")]
    [InlineData("{\"scopes\": {\"arm\": [\"\"]}}", "{\"arm", "Scope 'arm': its name")]
    [InlineData("{\"network\": 7}", "7", "Field 'network': got the number 7; expected a text.")]
    [InlineData("[]", "[]", "Got a list; expected an object: a knowledge file.")]
    [InlineData("{\"variables\": [VARIABLE]}", "{\"variables\"", "Field 'title' is missing.")]
    [InlineData("{\"title\": \"T\", \"variables\": [VARIABLE], \"rows\": []}", "[]}", "Unknown field 'rows' of a knowledge file.")]
    public void Load_FaultyTable_GivesTheOneFaultAtItsPlace(string table, string at, string message) =>
        AssertFault(table.Replace("VARIABLE", Variable.Replace("ROW", Row, StringComparison.Ordinal), StringComparison.Ordinal), at, message);

    [Theory]
    [InlineData("\"rate\": 0.5", "\"rate\": 1.5", "1.5", "Field 'rate': got 1.5; expected a number in [0, 1].")]
    [InlineData("\"rate\": 0.5", "\"odds-ratio\": -1", "-1", "Field 'odds-ratio': got -1; expected a number from 0.")]
    [InlineData("\"rate\": 0.5", "\"rate\": \"half\"", "\"half\"", "Field 'rate': got the text 'half'; expected a number.")]
    [InlineData("\"rate\": 0.5", "\"rate\": 0.5, \"odds-ratio\": 2", "{\"id\"", "t: a target has either a 'rate' or an 'odds-ratio'.")]
    [InlineData("\"rate\": 0.5, ", "", "{\"id\"", "t: a target has either a 'rate' or an 'odds-ratio'.")]
    [InlineData("\"rate\": 0.5", "\"rate\": 0.5, \"interval\": [0.1]", "[0.1]", "An interval is [low, high], two numbers in [0, 1].")]
    [InlineData("\"rate\": 0.5", "\"odds-ratio\": 5, \"interval\": [9, 8]", "[9, 8]", "An interval is [low, high], two numbers from 0.")]
    [InlineData("\"literature\"", "\"expert\"", "{\"id\"", "t: the basis of a target is 'literature' or 'derived'.")]
    [InlineData("\"source\": [\"A1\"]", "\"source\": [\"A1\"], \"follows\": false", "{\"id\"", "t: a target that is not followed needs a 'note' that says why.")]
    [InlineData("\"source\": [\"A1\"]", "\"source\": [\"A1\"], \"follows\": 1", "1}", "Field 'follows': got the number 1; expected true or false.")]
    public void Load_FaultyTarget_GivesTheOneFaultAtItsPlace(string sound, string faulty, string at, string message) =>
        AssertFault($$"""{"targets": [{{Changed(Target, sound, faulty)}}]}""", at, message, "Targets-t.json");

    [Fact]
    public void Load_TargetOrReferenceTwice_IsAFault()
    {
        AssertFault($$"""{"targets": [{{Target}}, {{Target}}]}""", Target + "]", "Target 't' stands twice.", "Targets-t.json");
        AssertFault($$"""{"references": [{{Reference}}, {{Reference}}]}""", Reference + "]", "Reference 'A1' stands twice.", "References.json");
    }

    [Theory]
    [InlineData("{\n  \"title\": oops }", 2, 12, "Not JSON")]
    [InlineData("{\n  \"title\": \"\\ud800\" }", 2, 12, "half of a surrogate pair")]
    [InlineData("\ufeff{\n  \"title\": \"\\ud800\" }", 2, 12, "half of a surrogate pair")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 1, 33, "Not JSON")]
    public void Load_NoJson_NamesLineAndColumn(string text, int line, int column, string message)
    {
        Fault fault = Assert.Single(Assert.Throws<KnowledgeFormatException>(() => KnowledgeBase.Load([("Tables/t.json", Encoding.UTF8.GetBytes(text))])).Faults);
        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ByteOrderMark_IsSkipped() =>
        Assert.Equal("T", KnowledgeBase.Load(Files("\ufeff" + File(Variable.Replace("ROW", Row, StringComparison.Ordinal)))).Tables.Single().Title);

    private static void AssertFault(string text, string at, string message, string file = "Tables/t.json")
    {
        (string Name, byte[] Content)[] files = [.. Files().Where(f => f.Name != file), (file, Encoding.UTF8.GetBytes(text))];
        Fault fault = Assert.Single(Assert.Throws<KnowledgeFormatException>(() => KnowledgeBase.Load(files)).Faults);
        Assert.Equal(file, fault.Source);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);

        // All on one line: the column is the place in the text.
        Assert.Equal((1, text.LastIndexOf(at, StringComparison.Ordinal) + 1), (fault.Line, fault.Column));
    }

    private static string Changed(string text, string sound, string faulty)
    {
        Assert.Contains(sound, text, StringComparison.Ordinal);
        return text.Replace(sound, faulty, StringComparison.Ordinal);
    }

    private static string File(string variable, string head = "") => $$"""{"title": "T", {{head}} "variables": [{{variable}}]}""";

    private static (string Name, byte[] Content)[] Files(string? table = null, string? targets = null) =>
    [
        ("References.json", Encoding.UTF8.GetBytes($$"""{"references": [{{Reference}}]}""")),
        ("Tables/a.json", """{"scopes": {"patient": [], "leg": ["left", "right"]}, "groups": {"wide": ["a", "b"], "high": ["a"]}}"""u8.ToArray()),
        ("Tables/t.json", Encoding.UTF8.GetBytes(table ?? File(Variable.Replace("ROW", Row, StringComparison.Ordinal)))),
        ("Targets-t.json", Encoding.UTF8.GetBytes(targets ?? $$"""{"targets": [{{Target}}]}""")),
    ];
}
