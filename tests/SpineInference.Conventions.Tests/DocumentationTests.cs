using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Conventions.Tests;

/// <summary>Every public or protected member says what it is. The compiler demands a comment; this demands that it says something.</summary>
public class DocumentationTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void PublicMembers_OfTheLibrary_HaveASummary()
    {
        List<string> faults = [];
        foreach (Type type in PublicTypes.OfTheLibrary)
        {
            Check(DocumentationIds.Of(type), faults);
            foreach (MemberInfo member in type.GetMembers(Declared).Where(IsSeen))
            {
                Check(DocumentationIds.Of(member), faults);
            }
        }

        Assert.True(faults.Count == 0, Environment.NewLine + string.Join(Environment.NewLine, faults.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void PublicMethods_ThatReturnSomething_SayWhat()
    {
        string[] faults = [.. PublicTypes.OfTheLibrary
            .SelectMany(static type => type.GetMethods(Declared))
            .Where(static method => IsSeen((MemberInfo)method) && method.ReturnType != typeof(void))
            .Select(static method => DocumentationIds.Of(method))
            .Where(static id => LibraryDocumentation.Members.TryGetValue(id, out XElement? member)
                && member.Element("inheritdoc") is null && string.IsNullOrWhiteSpace(member.Element("returns")?.Value))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        Assert.True(faults.Length == 0, $"These methods have no <returns>. Say what they give back.{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
    }

    [Fact]
    public void Summaries_EndAsSentences() => Assert.All(LibraryDocumentation.Members, static member =>
    {
        if (member.Value.Element("summary") is { } summary)
        {
            string text = summary.Value.Trim();
            Assert.True(
                text.Length > 0 && (text[^1] is '.' or ':' or '!' or '?' || text[^2..] is ".)"),
                $"{member.Key}: the summary '{text}' does not end as a sentence. Add a full stop.");
        }
    });

    [Fact]
    public void DocumentationIds_OfKnownMembers_AreTheCompilers()
    {
        Assert.Equal("T:SpineInference.Engine.Networks.Variable", DocumentationIds.Of(typeof(Variable)));
        Assert.Equal(
            "M:SpineInference.Engine.Inference.Evidence.ObserveLikelihood(SpineInference.Engine.Networks.Variable,System.ReadOnlySpan{System.Double})",
            DocumentationIds.Of(typeof(Evidence).GetMethod("ObserveLikelihood")!));
        Assert.Equal(
            "P:SpineInference.Engine.Inference.Posteriors.Item(System.String)",
            DocumentationIds.Of(typeof(Posteriors).GetProperty("Item", [typeof(string)])!));
        Assert.Equal(
            "M:SpineInference.Engine.Networks.Variable.TryGetStateIndex(System.String,System.Int32@)",
            DocumentationIds.Of(typeof(Variable).GetMethod("TryGetStateIndex")!));
    }

    private static void Check(string id, List<string> faults)
    {
        if (!LibraryDocumentation.Members.TryGetValue(id, out XElement? member))
        {
            faults.Add($"{id} has no documentation. Add a summary.");
        }
        else if (member.Element("inheritdoc") is null && string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
        {
            faults.Add($"{id} has no summary. Say what it is, with unit, range and edge cases where they matter.");
        }
    }

    /// <summary>What a caller or heir sees, and a person wrote: not accessors, nor what the compiler adds to records, enums and
    /// delegates.</summary>
    private static bool IsSeen(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name is "<Clone>$" or "value__" or "EqualityContract" => false,
        _ when member.DeclaringType!.IsSubclassOf(typeof(Delegate)) => false,
        ConstructorInfo constructor => IsSeen(constructor) && !IsImplicit(constructor),
        MethodInfo method => IsSeen(method) && !method.IsSpecialName && !IsOfARecord(method),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsSeen),
        _ => false,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsImplicit(ConstructorInfo constructor) =>
        constructor.GetParameters().Length == 0 || PublicTypes.IsRecord(constructor.DeclaringType!);

    private static bool IsOfARecord(MethodInfo method) =>
        PublicTypes.IsRecord(method.DeclaringType!) && method.Name is "Deconstruct" or "Equals" or "GetHashCode" or "ToString" or "PrintMembers";
}
