using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SpineInference.Conventions.Tests;

/// <summary>What the compiler cannot hold: dependencies within the engine point one way, no assembly but tests is a friend, and the engine
/// never speaks of medicine.</summary>
public partial class DependencyArrowTests
{
    private const string Root = "SpineInference";
    private const string EngineRoot = "SpineInference.Engine";

    /// <summary>Each namespace of the engine with those it may refer to besides itself. A namespace that is not here may not exist.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Networks"] = [],
        ["Inference"] = ["Networks"],
        ["Formats"] = ["Networks"],
        ["Reasoning"] = ["Inference", "Networks"],
    };

    [Fact]
    public void Namespaces_OfTheEngine_ReferOnlyDownwards()
    {
        List<string> faults = [];
        foreach ((string type, IEnumerable<string> mentions) in AssemblyScan.Engine.Types().Where(static scan => IsOurs(scan.Type)))
        {
            string from = NamespaceOf(type);
            if (!Allowed.TryGetValue(from, out string[]? allowed))
            {
                faults.Add($"{type}: the namespace {EngineRoot}.{from} is not in the table of arrows. Add it there with what it may refer to.");
                continue;
            }

            faults.AddRange(mentions
                .Where(mention => IsOurs(mention) && NamespaceOf(mention) != from && !allowed.Contains(NamespaceOf(mention)))
                .Select(mention =>
                    $"{type} refers to {mention}; {from} may refer to {string.Join(", ", allowed.DefaultIfEmpty("nothing"))}."
                    + " Move the type, or pass what it needs as plain data."));
        }

        AssertNone(faults);
    }

    [Fact]
    public void Scan_OfTheLibrary_SeesReferencesInBodiesAndSignatures()
    {
        // Without this the test above could pass by seeing nothing.
        Dictionary<string, IReadOnlySet<string>> mentions = AssemblyScan.Library
            .SelectMany(static assembly => assembly.Types())
            .Where(static scan => IsOurs(scan.Type))
            .ToDictionary(static scan => scan.Type, static IReadOnlySet<string> (scan) => scan.Mentions);
        Assert.Contains("SpineInference.Engine.Networks.Variable", mentions["SpineInference.Engine.Inference.Evidence"]);
        Assert.Contains("SpineInference.Engine.Networks.NetworkHash", mentions["SpineInference.Engine.Networks.BayesianNetwork"]);
        Assert.Contains("SpineInference.Anatomy.PeripheralNerves", mentions["SpineInference.Anatomy.SciaticNerve"]);
        Assert.Contains("SpineInference.Anatomy.TextIds`1", mentions["SpineInference.Causes"]);
    }

    [Fact]
    public void FriendAssemblies_OfAllPackages_AreTests() => Assert.All(
        AssemblyScan.OfTheLibrary.SelectMany(static assembly =>
            assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => (assembly.GetName().Name, friend.AssemblyName))),
        static pair => Assert.EndsWith(".Tests", pair.AssemblyName, StringComparison.Ordinal));

    [Fact]
    public void Engine_ReferencesNothingButTheFramework() => Assert.All(
        AssemblyScan.Engine.ReferencedAssemblies,
        static name => Assert.True(
            name.StartsWith("System.", StringComparison.Ordinal) || name is "System",
            $"The engine references {name}; expected System.*. Give the dependency a package of its own."));

    [Fact]
    public void Library_ReferencesNothingButTheFrameworkMathNetAndSep() => Assert.All(
        AssemblyScan.Library.SelectMany(static assembly => assembly.ReferencedAssemblies),
        static name => Assert.True(
            name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "MathNet.Numerics" or "Sep"
                || AssemblyScan.OfTheLibrary.Any(assembly => assembly.GetName().Name == name),
            $"The library references {name}; expected System.*, MathNet.Numerics and Sep. Give the dependency a package of its own."));

    [Fact]
    public void Engine_NamesAndTexts_NeverMentionMedicine()
    {
        List<string> faults = [];
        foreach (ScannedMethod method in AssemblyScan.Engine.Methods.Where(static method => IsGeneral(method.DeclaringType)))
        {
            string[] spoken = [method.DeclaringType[(method.DeclaringType.LastIndexOf('.') + 1)..], method.Name, .. method.Texts];
            faults.AddRange(spoken.Select(Words).SelectMany(static words => Medicine().Matches(words))
                .Select(match => $"{method.FullName} says '{match.Value}'."));
        }

        AssertNone(faults.Select(static fault => fault + " The engine serves any network: say it in general terms."));
    }

    [Fact]
    public void Engine_Documentation_NeverMentionsMedicine()
    {
        IEnumerable<string> faults = LibraryDocumentation.Members
            .Where(static member => IsGeneral(member.Key[2..]))
            .SelectMany(static member => Medicine().Matches(Words(TextOf(member.Value))).Select(match => $"{member.Key} says '{match.Value}'."));
        AssertNone(faults.Select(static fault => fault + " The engine serves any network: say it in general terms."));
    }

    [Theory]
    [InlineData("the L5 root")]
    [InlineData("two legs")]
    [InlineData("a patient")]
    [InlineData("NerveRoot")]
    public void Medicine_InAnyForm_IsFound(string text) => Assert.Matches(Medicine(), Words(text));

    [Theory]
    [InlineData("the root of the tree")]
    [InlineData("SpineInference.Engine.Networks")]
    [InlineData("legal discrete footing")]
    public void Medicine_InOrdinaryWords_IsNotFound(string text) => Assert.DoesNotMatch(Medicine(), Words(text));

    // The parameters' names and crefs stand in attributes; only what is read aloud counts.
    private static string TextOf(XElement member) => member.Value;

    private static bool IsOurs(string type) => type.StartsWith(Root + ".", StringComparison.Ordinal);

    private static bool IsGeneral(string name) =>
        name.StartsWith(EngineRoot + ".", StringComparison.Ordinal);

    private static string NamespaceOf(string type)
    {
        string[] parts = type.Split('+')[0].Split('.');
        return parts.Length > 3 && parts[1] == "Engine" ? parts[2] : "";
    }

    private static string Words(string text) =>
        CamelCase().Replace(text.Replace(Root, "", StringComparison.Ordinal), " ").Replace('_', ' ').Replace('-', ' ');

    private static void AssertNone(IEnumerable<string> faults)
    {
        string message = string.Join(Environment.NewLine, faults.Distinct().Order(StringComparer.Ordinal));
        Assert.True(message.Length == 0, Environment.NewLine + message);
    }

    [GeneratedRegex(
        @"\b(nerves?|spines?|spinal|lumbar|sacral|discs?|vertebrae?|sciatica?|muscles?|reflex(es)?|patients?|legs?|clinic(al|ians?)?|medic\w*|diagnos\w*|symptoms?|diseases?|pain|anatom\w*|[LS][1-5])\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Medicine();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex CamelCase();
}
