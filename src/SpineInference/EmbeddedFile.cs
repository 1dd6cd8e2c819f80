using System.Reflection;

namespace SpineInference;

/// <summary>Reads the resources of this assembly where they lie.</summary>
internal static class EmbeddedFile
{
    private static readonly Assembly Own = typeof(EmbeddedFile).Assembly;

    /// <summary>The names of all resources.</summary>
    public static string[] Names => Own.GetManifestResourceNames();

    /// <summary>A resource; empty where there is none of that name.</summary>
    /// <remarks>No copy: a resource is mapped into memory with the assembly, as long as code of the assembly can run.</remarks>
    public static unsafe ReadOnlySpan<byte> Read(string name)
    {
        using Stream? stream = Own.GetManifestResourceStream(name);
        if (stream is UnmanagedMemoryStream mapped)
        {
            return new ReadOnlySpan<byte>(mapped.PositionPointer, checked((int)mapped.Length));
        }

        if (stream is null)
        {
            return [];
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
