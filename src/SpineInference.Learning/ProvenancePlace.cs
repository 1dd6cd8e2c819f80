using System.IO.Compression;
using System.Text.Json;

namespace SpineInference.Learning;

/// <summary>Finds where an entry of a model file's provenance stands, for a fault.</summary>
internal static class ProvenancePlace
{
    /// <summary>The line and column, from 1, of the value of an entry; 1 and 1 where it is not found.</summary>
    /// <param name="path">A file that was read before.</param>
    /// <param name="key">The entry's key.</param>
    public static (int Line, int Column) Find(string path, string key)
    {
        byte[] all = Load(path);
        int start = all is [0xef, 0xbb, 0xbf, ..] ? 3 : 0;
        ReadOnlySpan<byte> bytes = all.AsSpan(start);
        var reader = new Utf8JsonReader(bytes);
        bool isInside = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == 1)
            {
                isInside = reader.ValueTextEquals("provenance");
            }
            else if (isInside && reader.CurrentDepth == 2 && reader.ValueTextEquals(key))
            {
                reader.Read();
                ReadOnlySpan<byte> before = bytes[..(int)reader.TokenStartIndex];
                return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
            }
        }

        return (1, 1);
    }

    private static byte[] Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes;
        }

        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
