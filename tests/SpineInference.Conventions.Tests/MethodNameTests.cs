using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SpineInference.Conventions.Tests;

/// <summary>A public method begins with a verb, or says of what, for what or where its noun is: <c>ComputePosteriors</c>, <c>PosteriorOf</c>,
/// <c>ExitingRootAt</c>. A bare noun is a property.</summary>
public partial class MethodNameTests
{
    private static readonly HashSet<string> Verbs = [.. """
        Accumulate Add Aggregate Analyse Ask Assemble Assess Bootstrap Build Change Check Compare Compile Compute Concat Contains Copy Count Create Decide Decode
        Decompress Describe Detect Diagnose Draw End Evaluate Explain Fill Find Fit Get Includes Invoke Load Map Move Observe Open Overlaps Parse Plan Predict Propose
        Query Rank Read Reject Rescore Run Sample Save Select Set Simulate Split Stream Stratify Synthesize Throw Tie To Try Visit Warm Weigh Write
        Can Changes Comes Has Is Uses
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    // A noun with one of these is a reading of the thing that is given, or makes a value from it.
    private static readonly HashSet<string> Prepositions = ["As", "At", "By", "Below", "For", "From", "In", "Of", "On", "Under", "With", "Without"];

    private static readonly Dictionary<string, string> Nouns = new(StringComparer.Ordinal)
    {
        ["Findings.*"] = "The vocabulary: a sentence states them, as in Present(Leg.Left, Findings.Pain(Region.Calf)).",
        ["Patient.*"] = "The words of a note, told one after the other: Present, Absent, Uncertain, Literally, Complains.",
        ["SpineModel.Patient"] = "Opens that sentence: model.Patient(age: 52).Present(…).",
        ["Diagnosis.Root"] = "Beside Diagnosis.RootLevel and Diagnosis.Cause, which are properties, it is the one that needs to know of which leg.",
        ["Evidence.None"] = "The empty value, as Enumerable.Empty is.",
        ["SeededRandom.*"] = "Next…, as those of System.Random.",
    };

    [Fact]
    public void PublicMethods_HaveVerbsForNames()
    {
        string[] faults = [.. Methods()
            .Where(static m => !IsVerb(m.Name) && !IsAllowed(m))
            .Select(static m => $"{m.DeclaringType!.Name}.{m.Name}")
            .Distinct(StringComparer.Ordinal)];
        Assert.True(faults.Length == 0, $"These methods are named by nouns. Begin with a verb, say of what it is, or make a property of it.{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
    }

    [Fact]
    public void AllowedNouns_AreThere_WithTheirReasons() => Assert.All(Nouns, static allowed =>
    {
        Assert.True(allowed.Value.Length > 20, $"{allowed.Key} has no reason.");
        Assert.True(Methods().Any(m => !IsVerb(m.Name) && KeysOf(m).Contains(allowed.Key)), $"{allowed.Key} is not there any more. Take it off the list.");
    });

    [Theory]
    [InlineData("ComputePosteriors", true)]
    [InlineData("PosteriorOf", true)]
    [InlineData("RootInTheWay", true)]
    [InlineData("TryQuery", true)]
    [InlineData("Quantile", false)]
    [InlineData("JointPosterior", false)]
    [InlineData("Offset", false)]
    public void IsVerb_OfAName_TellsNounsApart(string name, bool expected) => Assert.Equal(expected, IsVerb(name));

    private static IEnumerable<MethodInfo> Methods() => PublicTypes.OfTheLibrary
        .Where(static type => !typeof(Delegate).IsAssignableFrom(type))
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(static m => !m.IsSpecialName && !m.IsDefined(typeof(CompilerGeneratedAttribute)) && m.GetBaseDefinition() == m && !IsOfTheFramework(m));

    // What an interface of the framework asks for has that name.
    private static bool IsOfTheFramework(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "CompareTo" or "GetEnumerator" or "Dispose" or "Deconstruct" || method.Name.Contains('<', StringComparison.Ordinal) || method.Name.Contains('.', StringComparison.Ordinal)
        || method.Name.StartsWith("get_", StringComparison.Ordinal);

    private static bool IsVerb(string name)
    {
        string[] words = [.. Word().Matches(name).Select(static m => m.Value)];
        return Verbs.Contains(words[0]) || words.Any(Prepositions.Contains);
    }

    private static bool IsAllowed(MethodInfo method) => KeysOf(method).Any(Nouns.ContainsKey);

    private static string[] KeysOf(MethodInfo method) => [$"{method.DeclaringType!.Name}.{method.Name}", $"{method.DeclaringType.Name}.*"];

    [GeneratedRegex("[A-Z][a-z0-9]*|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
