using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SpineInference.Conventions.Tests;

/// <summary>What is built does not change: public types are immutable, or their name says that they build something.</summary>
public class ImmutabilityTests
{
    /// <summary>Members that may change after they are made, or show something that may, each with its reason. Types named …Builder need
    /// no entry.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["SpineInference.Engine.Networks.BayesianNetwork._hash"] = "A cache: a text that follows from the network alone, made when first asked for.",
        ["SpineInference.Engine.Networks.NetworkStructure._hash"] = "A cache: a text that follows from the structure alone, made when first asked for.",
        ["SpineInference.Engine.Networks.BayesianNetwork._rows"] = "A cache: the rows that follow from the parameters, made once, when first asked for.",
        ["SpineInference.Engine.Networks.NetworkStructure._rows"] = "A cache: the places that follow from the builder's list, made once, when first asked for.",
        ["SpineInference.Engine.Networks.RowLayout._name"] = "A cache: the id that follows from variable and configuration, made when first asked for.",
        ["SpineInference.Engine.Networks.ConditionalTable._ofConfiguration"] = "A cache: the rows at the places of the family, made when first asked for.",
        ["SpineInference.Engine.Networks.NoisyMaxContributor._ofConfiguration"] = "A cache: the rows at the places of the family, made when first asked for.",
        ["SpineInference.Engine.Networks.ConditionalTable._table"] = "A cache: the table that follows from the rows, made when first asked for.",
        ["SpineInference.Engine.Networks.ConditionalTable._rows"] = "A cache: the rows that follow from the configurations, made when first asked for.",
        ["SpineInference.Engine.Networks.NoisyMax._table"] = "A cache: the table that follows from the contributors, made when first asked for.",
        ["SpineInference.Engine.Networks.NoisyMax._rows"] = "A cache: the rows that follow from the contributors, made when first asked for.",
        ["SpineInference.Engine.Networks.PackedReader._position"] = "A cursor: how far one caller has read, on its stack alone.",
        ["SpineInference.Engine.Formats.StrictJsonReader._count"] = "A cursor: how many faults the one caller was told.",
        ["SpineInference.Engine.Formats.LineReader._start"] = "A cursor: how far the one caller has read.",
        ["SpineInference.Engine.Formats.LineReader._end"] = "A cursor: how much of the stream is at hand.",
        ["SpineInference.Engine.Inference.ExactEngine._casesByTables"] = "A count: how many cases tables have answered; answers do not depend on it but to rounding.",
        ["SpineInference.Engine.Inference.ExactEngine._turnedToNumbers"] = "A cache: whether the program of numbers has taken over from the tables; it never goes back.",
        ["SpineInference.Engine.Inference.InferenceSession.<Evidence>k__BackingField"] = "A cursor: the evidence the one caller has at hand.",
        ["SpineInference.Engine.Inference.InferenceSession.<LastLength>k__BackingField"] = "A cursor: what the one caller's last answer took.",
        ["SpineInference.Engine.Inference.Posteriors._values"] = "A cache: posteriors that a specialised program left out, computed when first read.",
        ["SpineInference.Engine.Reasoning.SeededRandom._a"] = "A cursor: where the one caller stands in the sequence.",
        ["SpineInference.Engine.Reasoning.SeededRandom._b"] = "A cursor: where the one caller stands in the sequence.",
        ["SpineInference.Engine.Reasoning.SeededRandom._c"] = "A cursor: where the one caller stands in the sequence.",
        ["SpineInference.Engine.Reasoning.SeededRandom._d"] = "A cursor: where the one caller stands in the sequence.",
        ["SpineInference.ProtocolWatch.<Model>k__BackingField"] = "A cursor: the model that answers the next patient of the one stream.",
        ["SpineInference.ProtocolWatch._isOver"] = "A cursor: whether the one stream has had its first patients.",
        ["SpineInference.Learning.Cohort._hash"] = "A cache: a text that follows from the columns alone, made when first asked for.",
        ["SpineInference.Engine.Inference.ExpectedCounts.Counts"] = "A vector as long as all parameters, handed over to the one caller who asked for it.",
    };

    private static IEnumerable<Type> ImmutableTypes => PublicTypes.OfTheLibrary.Where(static type =>
        !type.IsEnum && !type.IsSubclassOf(typeof(Delegate)) && !type.Name.EndsWith("Builder", StringComparison.Ordinal));

    [Fact]
    public void PublicTypes_HaveNoSettableProperties() => AssertNone(
        from type in ImmutableTypes
        from property in type.GetProperties(Seen)
        where property.SetMethod is { IsPublic: true } setter && !IsInitOnly(setter) && !property.PropertyType.IsByRef
        select $"{type.FullName}.{property.Name} can be set after construction. Make it get-only or init, or name the type …Builder.");

    [Fact]
    public void PublicTypes_HaveNoPublicFields_ButConstantsAndReadOnlyOnes() => AssertNone(
        from type in ImmutableTypes
        from field in type.GetFields(Seen)
        where !field.IsLiteral && !field.IsInitOnly
        select $"{type.FullName}.{field.Name} is a public field that can be written. Make it a get-only property.");

    [Fact]
    public void PublicTypes_KeepTheirStateInReadOnlyFields() => AssertNone(
        from type in ImmutableTypes
        from field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsInitOnly
        select $"{type.FullName}.{field.Name} can be written after construction. Make it readonly, or list it here with the reason.");

    [Fact]
    public void PublicTypes_ShowNoArraysAndNoMutableCollections() => AssertNone(
        (from type in PublicTypes.OfTheLibrary
         from property in type.GetProperties(Seen)
         where IsMutableCollection(property.PropertyType)
         select $"{type.FullName}.{property.Name} shows a {property.PropertyType.Name}. Show an ImmutableArray, a ReadOnlySpan or a read-only interface.")
        .Concat(
            from type in PublicTypes.OfTheLibrary
            from field in type.GetFields(Seen)
            where IsMutableCollection(field.FieldType)
            select $"{type.FullName}.{field.Name} shows a {field.FieldType.Name}. Show an ImmutableArray, a ReadOnlySpan or a read-only interface."));

    [Fact]
    public void PublicClasses_AreSealedStaticOrAbstract() => AssertNone(
        from type in PublicTypes.OfTheLibrary
        where type.IsClass && !type.IsSealed && !type.IsAbstract && !type.IsSubclassOf(typeof(Exception))
        select $"{type.FullName} is neither sealed nor abstract. Seal it: nobody has designed it for inheritance.");

    [Fact]
    public void ListOfExceptions_NamesOnlyMembersThatAreThere_AndGivesReasons() => Assert.All(Exceptions, static entry =>
    {
        int dot = entry.Key.LastIndexOf('.');
        Type? type = PublicTypes.OfTheLibrary.FirstOrDefault(type => type.FullName == entry.Key[..dot]);
        Assert.True(
            type?.GetMember(entry.Key[(dot + 1)..], Seen | BindingFlags.NonPublic) is { Length: > 0 },
            $"{entry.Key} is gone. Take it off the list.");
        Assert.False(string.IsNullOrWhiteSpace(entry.Value), $"{entry.Key} stands on the list without a reason.");
    });

    private const BindingFlags Seen = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsMutableCollection(Type type) => type.IsArray
        || (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)
            && type.Namespace == "System.Collections.Generic" && !type.IsInterface)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
            && (definition == typeof(IList<>) || definition == typeof(IDictionary<,>) || definition == typeof(ICollection<>)
                || definition == typeof(ISet<>) || definition == typeof(Span<>) || definition == typeof(Memory<>)));

    private static void AssertNone(IEnumerable<string> faults)
    {
        string message = string.Join(
            Environment.NewLine, faults.Where(static fault => !Exceptions.ContainsKey(fault[..fault.IndexOf(' ', StringComparison.Ordinal)])));
        Assert.True(message.Length == 0, Environment.NewLine + message);
    }
}
