using System.IO.Compression;
using SpineInference.Inference;
using SpineInference.Networks;

namespace SpineInference;

/// <summary>The compiled program of the shipped model, embedded so that an application need not compile it.</summary>
/// <remarks>Written by SpineInference.Generator. It carries the identity of the network it was compiled from; for any other network
/// the engine compiles.</remarks>
internal static class ShippedTape
{
    private const string Resource = "Model.tape.br";

    /// <summary>Compressed size in bytes; 0 where none is embedded.</summary>
    public static long Length
    {
        get
        {
            using Stream? stream = Open();
            return stream?.Length ?? 0;
        }
    }

    public static ExactEngine LoadOrCompile(BayesianNetwork network)
    {
        using Stream? stream = Open();
        if (stream is null)
        {
            return ExactEngine.Compile(network);
        }

        using var tape = new BrotliStream(stream, CompressionMode.Decompress);
        return ExactEngine.LoadOrCompile(network, tape);
    }

    /// <summary>Whether the embedded program belongs to a network.</summary>
    public static bool Fits(BayesianNetwork network)
    {
        using Stream? stream = Open();
        if (stream is null)
        {
            return false;
        }

        try
        {
            using var tape = new BrotliStream(stream, CompressionMode.Decompress);
            ExactEngine.Load(network, tape);
            return true;
        }
        catch (InvalidTapeException)
        {
            return false;
        }
    }

    /// <summary>Compiles a network and returns the file to embed.</summary>
    public static byte[] Compile(BayesianNetwork network)
    {
        using var file = new MemoryStream();
        using (var tape = new BrotliStream(file, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            ExactEngine.Compile(network).Save(tape);
        }

        return file.ToArray();
    }

    private static Stream? Open() => typeof(ShippedTape).Assembly.GetManifestResourceStream(Resource);
}
