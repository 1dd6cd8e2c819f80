using System.Text;

namespace SpineInference.Engine.Formats;

/// <summary>Names that the text formats cannot hold are refused rather than changed.</summary>
internal static class FormatName
{
    public static void ThrowIfUnwritable(string name, string format)
    {
        if (name.Any(char.IsControl) || !IsWellFormed(name))
        {
            throw new ArgumentException(
                $"The name '{name}' holds a control character or half of a surrogate pair; {format} cannot hold it. Rename it first.", nameof(name));
        }
    }

    /// <summary>As <see cref="ThrowIfUnwritable"/>; refuses white space at either end too, which readers of XML take off.</summary>
    public static string ThrowIfUnwritableInXml(string name, string format)
    {
        ThrowIfUnwritable(name, format);
        return name.Length == name.AsSpan().Trim().Length
            ? name
            : throw new ArgumentException($"The name '{name}' has white space at an end; {format} cannot hold it. Rename it first.", nameof(name));
    }

    private static bool IsWellFormed(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out _, out int consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            name = name[consumed..];
        }

        return true;
    }
}
