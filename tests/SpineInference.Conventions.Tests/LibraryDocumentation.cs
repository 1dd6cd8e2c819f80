using System.Xml.Linq;

namespace SpineInference.Conventions.Tests;

/// <summary>The XML documentation that the compiler writes beside the library.</summary>
internal static class LibraryDocumentation
{
    /// <summary>Every documented member by its documentation id, such as T:SpineInference.Cause; not what the compiler makes of regular
    /// expressions, which each assembly has of its own.</summary>
    public static Dictionary<string, XElement> Members { get; } = AssemblyScan.OfTheLibrary
        .SelectMany(static assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        .Where(static member => !member.Attribute("name")!.Value.Contains(":System.", StringComparison.Ordinal))
        .ToDictionary(static member => member.Attribute("name")!.Value, StringComparer.Ordinal);
}
