using System.Security.Cryptography;
using System.Text;
using SpineInference.Networks;

namespace SpineInference.Knowledge;

/// <summary>The knowledge files within the library.</summary>
internal static class EmbeddedKnowledge
{
    /// <summary>Name and content of each, in the order of their names.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files() => EmbeddedFile.Names
        .Where(static name => name.EndsWith(".json", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(static name => (name, EmbeddedFile.Read(name).ToArray()));

    /// <summary>SHA-256 of all names and contents.</summary>
    public static byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, byte[] content) in Files())
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return hash.GetHashAndReset();
    }
}
