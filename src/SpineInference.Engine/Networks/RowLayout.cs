namespace SpineInference.Engine.Networks;

/// <summary>The place of a probability row in a structure: what the row is called, how long it is, and where its entries stand.</summary>
/// <remarks>Immutable to the eye and safe for concurrent use. Every network over the structure has its own numbers in this place.</remarks>
public sealed class RowLayout
{
    private readonly int _place;

    // The id, or until somebody asks for it the variable whose row it is, or the packed texts of which it is one: of most rows nobody ever does.
    private object _name;

    internal RowLayout(int index, int parameterOffset, string id, int length)
        : this(index, parameterOffset, id, 0, length)
    {
    }

    internal RowLayout(int index, int parameterOffset, PackedTexts texts, int place, int length)
        : this(index, parameterOffset, (object)texts, place, length)
    {
    }

    internal RowLayout(int index, int parameterOffset, Variable variable, int configuration, int length)
        : this(index, parameterOffset, (object)variable, configuration, length)
    {
    }

    private RowLayout(int index, int parameterOffset, object name, int place, int length)
    {
        Index = index;
        ParameterOffset = parameterOffset;
        _name = name;
        _place = place;
        Length = length;
    }

    /// <summary>Position among the rows, from 0.</summary>
    public int Index { get; }

    /// <summary>Position of the first entry in the flat parameter vector, from 0.</summary>
    public int ParameterOffset { get; }

    /// <summary>A stable text id, unique in the structure.</summary>
    public string Id
    {
        get
        {
            // Read once: another thread may write the id meanwhile.
            object name = _name;
            if (name is not string id)
            {
                _name = id = name is PackedTexts texts ? texts[_place] : IdOf((Variable)name, _place);
            }

            return id;
        }
    }

    /// <summary>How many entries the row has.</summary>
    public int Length { get; }

    /// <summary>The id and the length.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id}: {Length} entries from {ParameterOffset}";

    /// <summary>What the row of a configuration in a variable's table is called.</summary>
    internal static string IdOf(Variable variable, int configuration) => $"{variable.Name}/{configuration}";
}
