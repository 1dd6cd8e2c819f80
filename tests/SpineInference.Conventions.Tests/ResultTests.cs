using System.Reflection;

namespace SpineInference.Conventions.Tests;

/// <summary>What the library gives back can grow without breaking who uses it: a result is a sealed class whose members have names, not a record
/// with positions, which shows each new member in its constructor and in its deconstruction.</summary>
/// <remarks>A record struct may have positions where it is a small value that will not grow: at most three members, each a number, a text, a
/// flag or an enumeration, such as an interval, a point of a curve, a code of a system. Options are records without positions, for
/// <c>with</c>.</remarks>
public class ResultTests
{
    private const int MostMembersOfAValue = 3;

    [Fact]
    public void PublicRecords_WithPositions_AreSmallValues()
    {
        string[] faults = [.. PublicTypes.OfTheLibrary.Where(PublicTypes.IsRecord).Where(IsNoSmallValue).Select(static type =>
            $"{type.FullName} is a record with positions. Make it a sealed class, or, for at most {MostMembersOfAValue} numbers, texts or enumerations, a readonly record struct.")];
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void SmallValues_AreThere_AndARecordWithPositionsIsTold()
    {
        Assert.Contains(PublicTypes.OfTheLibrary, static type => PublicTypes.IsRecord(type) && PositionsOf(type).Length > 0);
        Assert.True(IsNoSmallValue(typeof(WithPositions)));
        Assert.True(IsNoSmallValue(typeof(WithAList)));
        Assert.False(IsNoSmallValue(typeof(Small)));
        Assert.False(IsNoSmallValue(typeof(WithNames)));
    }

    private static bool IsNoSmallValue(Type type) => PositionsOf(type) is { Length: > 0 } members
        && !(type.IsValueType && members.Length <= MostMembersOfAValue && Array.TrueForAll(members, IsPlain));

    // The members that the compiler takes a record apart into.
    private static Type[] PositionsOf(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(static m => m.Name == "Deconstruct")
        .Select(static m => m.GetParameters().Select(static p => p.ParameterType.GetElementType()!).ToArray())
        .FirstOrDefault() ?? [];

    private static bool IsPlain(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { } plain && (plain.IsPrimitive || plain.IsEnum || plain == typeof(string));

    private sealed record WithPositions(int One);

    private readonly record struct WithAList(int[] Items);

    private readonly record struct Small(int One, string Two);

    private sealed record WithNames
    {
        public int One { get; init; }
    }
}
