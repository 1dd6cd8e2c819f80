using System.Reflection;

namespace SpineInference;

/// <summary>Reads the resources of this assembly where they lie.</summary>
/// <remarks>An application that is trimmed with the feature <c>SpineInference.BeliefIsApart</c> leaves <c>Model.belief</c> and <c>Model.intervals</c> out
/// of this assembly, half of its size. It may carry them in an assembly of its own, which it names in the application's setting
/// <see cref="AssemblyApart"/>; the page at the bedside does, and fetches it when the first answer stands.</remarks>
internal static class EmbeddedFile
{
    /// <summary>The setting that names the assembly which holds what this one does not.</summary>
    public const string AssemblyApart = "SpineInference.BeliefAssembly";

    private static readonly Assembly Own = typeof(EmbeddedFile).Assembly;

    /// <summary>The names of all resources.</summary>
    public static string[] Names => Own.GetManifestResourceNames();

    /// <summary>A resource; empty where there is none of that name.</summary>
    /// <remarks>No copy: a resource is mapped into memory with the assembly, as long as code of the assembly can run.</remarks>
    public static unsafe ReadOnlySpan<byte> Read(string name)
    {
        using Stream? stream = Own.GetManifestResourceStream(name) ?? Apart(name);
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

    private static Stream? Apart(string name) =>
        AppContext.GetData(AssemblyApart) is string assembly ? Assembly.Load(assembly).GetManifestResourceStream(name) : null;
}
