using System.Numerics;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>How an assignment to a set of variables is packed into the bits of one key.</summary>
/// <remarks>Variables stand in ascending order from the lowest bits; each takes as many bits as its states need. Immutable.</remarks>
internal sealed class ScopeLayout
{
    private readonly int[] _shifts;
    private readonly ulong[] _masks;

    /// <summary>Lays out a scope.</summary>
    /// <param name="variables">Variable numbers, ascending.</param>
    /// <param name="stateCounts">State counts of all variables of the network.</param>
    public ScopeLayout(int[] variables, int[] stateCounts)
    {
        Variables = variables;
        _shifts = new int[variables.Length];
        _masks = new ulong[variables.Length];
        int shift = 0;
        double size = 1;
        for (int i = 0; i < variables.Length; i++)
        {
            int states = stateCounts[variables[i]];
            int bits = BitOperations.Log2((uint)Math.Max(1, states - 1)) + (states > 1 ? 1 : 0);
            _shifts[i] = shift;
            _masks[i] = (1UL << bits) - 1;
            shift += bits;
            size *= states;
        }

        BitCount = shift;
        DenseSize = size;
    }

    /// <summary>The variables, ascending.</summary>
    public int[] Variables { get; }

    /// <summary>How many bits a key has; beyond 64 no key can be formed.</summary>
    public int BitCount { get; }

    /// <summary>The product of the state counts.</summary>
    public double DenseSize { get; }

    /// <summary>The place of a variable in <see cref="Variables"/>, or a negative number.</summary>
    public int PositionOf(int variable) => Array.BinarySearch(Variables, variable);

    /// <summary>The key bits of one variable's state.</summary>
    public ulong Encode(int position, int state) => (ulong)state << _shifts[position];

    /// <summary>One variable's state in a key.</summary>
    public int StateAt(int position, ulong key) => (int)((key >> _shifts[position]) & _masks[position]);

    /// <summary>The bits of a key that one variable's state takes.</summary>
    public ulong BitsOf(int position) => _masks[position] << _shifts[position];

    /// <summary>Every assignment.</summary>
    /// <param name="stateCounts">State counts of all variables of the network.</param>
    public IEnumerable<ulong> AllKeys(int[] stateCounts)
    {
        IEnumerable<ulong> keys = [0UL];
        for (int i = 0; i < Variables.Length; i++)
        {
            int position = i;
            keys = keys.SelectMany(key => Enumerable.Range(0, stateCounts[Variables[position]]).Select(state => key | Encode(position, state)));
        }

        return keys;
    }

    /// <summary>The moves that carry the variables common to both from a key of this layout to a key of another.</summary>
    public KeyProjection ProjectTo(ScopeLayout target)
    {
        var moves = new List<KeyProjection.Move>();
        for (int i = 0; i < Variables.Length; i++)
        {
            int j = target.PositionOf(Variables[i]);
            if (j >= 0 && _masks[i] != 0)
            {
                moves.Add(new KeyProjection.Move(_masks[i] << _shifts[i], target._shifts[j] - _shifts[i]));
            }
        }

        return new KeyProjection(moves);
    }

    /// <summary>The union of two scopes, without one variable.</summary>
    /// <param name="a">Ascending variables.</param>
    /// <param name="b">Ascending variables.</param>
    /// <param name="without">The variable left out, or -1.</param>
    public static int[] Union(int[] a, int[] b, int without)
    {
        var union = new List<int>(a.Length + b.Length);
        int i = 0;
        int j = 0;
        while (i < a.Length || j < b.Length)
        {
            int next = j >= b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            i += i < a.Length && a[i] == next ? 1 : 0;
            j += j < b.Length && b[j] == next ? 1 : 0;
            if (next != without)
            {
                union.Add(next);
            }
        }

        return [.. union];
    }
}
