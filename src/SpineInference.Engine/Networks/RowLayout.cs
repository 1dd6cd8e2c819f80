namespace SpineInference.Engine.Networks;

/// <summary>The place of a probability row in a structure: what the row is called, how long it is, and where its entries stand.</summary>
/// <remarks>Immutable. Every network over the structure has its own numbers in this place.</remarks>
public sealed class RowLayout
{
    internal RowLayout(int index, int parameterOffset, string id, int length)
    {
        Index = index;
        ParameterOffset = parameterOffset;
        Id = id;
        Length = length;
    }

    /// <summary>Position among the rows, from 0.</summary>
    public int Index { get; }

    /// <summary>Position of the first entry in the flat parameter vector, from 0.</summary>
    public int ParameterOffset { get; }

    /// <summary>A stable text id, unique in the structure.</summary>
    public string Id { get; }

    /// <summary>How many entries the row has.</summary>
    public int Length { get; }

    /// <summary>The id and the length.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id}: {Length} entries from {ParameterOffset}";
}
