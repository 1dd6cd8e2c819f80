namespace SpineInference.InferNet;

/// <summary>A generated algorithm that was written as source.</summary>
public sealed class GeneratedSource
{
    internal GeneratedSource(string path, string className, int depth)
    {
        Path = path;
        ClassName = className;
        Depth = depth;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Full name of the class in it; it has a constructor without parameters.</summary>
    public string ClassName { get; }

    /// <summary>The number of levels it was written for.</summary>
    public int Depth { get; }
}
