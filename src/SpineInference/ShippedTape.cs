using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>The compiled program of the shipped model, embedded so that an application need not compile it.</summary>
/// <remarks>Made from the tables when the project is built. It carries the identity of the network it was compiled from; for any other network
/// the engine compiles.</remarks>
internal static class ShippedTape
{
    /// <summary>The name of the embedded resource.</summary>
    public const string Resource = "Model.tape";

    /// <summary>Size in bytes; 0 where none is embedded.</summary>
    public static int Length => EmbeddedFile.Read(Resource).Length;

    /// <summary>Loads the embedded program for the shipped network.</summary>
    /// <param name="network">The shipped network, or any other.</param>
    /// <param name="identity">The identity of the network, where it is known; otherwise it is computed.</param>
    public static ExactEngine LoadOrCompile(BayesianNetwork network, ReadOnlySpan<byte> identity = default)
    {
        ReadOnlySpan<byte> file = EmbeddedFile.Read(Resource);
        try
        {
            return ExactEngine.Load(network, file, identity.IsEmpty ? ExactEngine.IdentityOf(network) : identity);
        }
        catch (InvalidTapeException)
        {
            // The network has changed since the tape was made: the program is compiled anew.
            return CompileLike(network);
        }
    }

    /// <summary>Whether the embedded program belongs to a network.</summary>
    public static bool Fits(BayesianNetwork network)
    {
        try
        {
            ExactEngine.Load(network, EmbeddedFile.Read(Resource), ExactEngine.IdentityOf(network));
            return true;
        }
        catch (InvalidTapeException)
        {
            return false;
        }
    }

    /// <summary>The elimination order of the embedded program, by name, where a network has the shipped structure; otherwise null.</summary>
    public static ImmutableArray<string>? OrderFor(BayesianNetwork network) =>
        ReadOrder() is { } order && order.Length == network.Variables.Length && HasShippedStructure(network)
            ? [.. order.Select(v => network.Variables[v].Name)]
            : null;

    private static int[]? ReadOrder()
    {
        try
        {
            return ExactEngine.ReadOrder(EmbeddedFile.Read(Resource));
        }
        catch (InvalidTapeException)
        {
            return null;
        }
    }

    // The order found for the shipped network serves any other of its structure, such as a refitted one, and tables to which findings were
    // added; it saves the search.
    private static ExactEngine CompileLike(BayesianNetwork network)
    {
        ImmutableArray<Variable> shipped = ShippedKnowledge.Network.Network.Variables;
        return ExactEngine.Compile(network, new ExactEngineOptions
        {
            EliminationOrder = ReadOrder() is { } order && order.Length == shipped.Length
                ? EliminationOrders.Fit(order.Select(v => shipped[v].Name), network)
                : null,
        });
    }

    // Rows may differ: what configurations share does not matter to an order.
    private static bool HasShippedStructure(BayesianNetwork network) =>
        network.Structure.DifferenceFrom(ShippedKnowledge.Network.Network.Structure) <= StructureDifference.Rows;
}
