using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SpineInference.Conventions.Tests;

/// <summary>The types that users of the library see.</summary>
internal static class PublicTypes
{
    /// <summary>Public types, nested ones included; without those the compiler makes, such as the holders of extension members.</summary>
    public static ImmutableArray<Type> OfTheLibrary { get; } =
    [
        .. AssemblyScan.OfTheLibrary.SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.FullName!.Contains('<', StringComparison.Ordinal))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Whether a type is a record class or a record struct.</summary>
    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);
}
