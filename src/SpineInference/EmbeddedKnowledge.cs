namespace SpineInference;

/// <summary>The knowledge files within the library.</summary>
internal static class EmbeddedKnowledge
{
    private const string Folder = "Tables/";

    /// <summary>Name and content of each.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files() => EmbeddedFile.Names
        .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(static name => (name[Folder.Length..], EmbeddedFile.Read(name).ToArray()));
}
