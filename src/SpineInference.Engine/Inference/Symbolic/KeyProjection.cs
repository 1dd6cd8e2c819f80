namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Carries the variables that two scopes share from a key of one to a key of the other.</summary>
internal sealed class KeyProjection
{
    private readonly Move[] _moves;

    /// <summary>Makes a projection; neighbouring moves by the same distance become one.</summary>
    public KeyProjection(List<Move> moves)
    {
        var merged = new List<Move>();
        foreach (Move move in moves)
        {
            if (merged.Count > 0 && merged[^1].Shift == move.Shift)
            {
                merged[^1] = new Move(merged[^1].Mask | move.Mask, move.Shift);
            }
            else
            {
                merged.Add(move);
            }
        }

        _moves = [.. merged];
    }

    /// <summary>Projects a key.</summary>
    public ulong Apply(ulong key)
    {
        ulong result = 0;
        foreach (Move move in _moves)
        {
            ulong bits = key & move.Mask;
            result |= move.Shift >= 0 ? bits << move.Shift : bits >> -move.Shift;
        }

        return result;
    }

    /// <summary>Bits to pick and how far to move them up.</summary>
    internal readonly record struct Move(ulong Mask, int Shift);
}
