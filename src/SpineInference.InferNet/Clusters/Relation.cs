using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Clusters;

/// <summary>A set of joint states of some variables: those that are not impossible.</summary>
/// <remarks>Immutable. Rows are distinct; a row lists one state for each variable of the scope. Joining and projecting such sets is
/// what numbering the feasible states of a cluster takes: probabilities play no part in it.</remarks>
internal sealed class Relation
{
    private readonly byte[] _states;

    private Relation(int[] scope, byte[] states, int count)
    {
        Scope = scope;
        _states = states;
        Count = count;
    }

    /// <summary>Indices of the variables, ascending.</summary>
    public int[] Scope { get; }

    /// <summary>How many joint states there are.</summary>
    public int Count { get; }

    /// <summary>The states of the scope's variables in a row.</summary>
    /// <param name="row">The row's number, from 0.</param>
    public ReadOnlySpan<byte> this[int row] => _states.AsSpan(row * Scope.Length, Scope.Length);

    /// <summary>The joint states of a family to which a table gives a probability above 0.</summary>
    /// <param name="distribution">The distribution; its own table says what is impossible.</param>
    public static Relation SupportOf(ConditionalDistribution distribution)
    {
        int[] layout = [.. distribution.Parents.Select(static p => p.Index), distribution.Variable.Index];
        int[] scope = [.. layout.Order()];
        int[] place = [.. layout.Select(v => Array.IndexOf(scope, v))];
        int states = distribution.Variable.StateCount;
        ReadOnlySpan<double> table = distribution.Table;
        var rows = new List<byte>();
        var parentStates = new int[distribution.Parents.Length];
        Span<byte> row = stackalloc byte[scope.Length];
        for (int i = 0; i < table.Length; i++)
        {
            if (table[i] > 0)
            {
                distribution.DecodeConfiguration(i / states, parentStates);
                for (int k = 0; k < parentStates.Length; k++)
                {
                    row[place[k]] = (byte)parentStates[k];
                }

                row[place[^1]] = (byte)(i % states);
                rows.AddRange(row);
            }
        }

        return new Relation(scope, [.. rows], rows.Count / scope.Length);
    }

    /// <summary>The natural join: joint states of both scopes that agree with a row of each.</summary>
    /// <param name="left">One relation.</param>
    /// <param name="right">The other.</param>
    /// <param name="limit">The largest number of rows wanted.</param>
    /// <returns>The join, or <see langword="null"/> where it has more rows than <paramref name="limit"/>.</returns>
    public static Relation? Join(Relation left, Relation right, long limit)
    {
        int[] scope = [.. left.Scope.Union(right.Scope).Order()];
        int[] shared = [.. left.Scope.Intersect(right.Scope)];
        int[] leftPlace = Places(left.Scope, scope);
        int[] rightPlace = Places(right.Scope, scope);
        Dictionary<StateKey, List<int>> byShared = right.GroupBy(shared);
        int[] keyPlace = Places(shared, left.Scope);
        var states = new List<byte>();
        var key = new byte[shared.Length];
        Span<byte> row = stackalloc byte[scope.Length];
        int count = 0;
        for (int i = 0; i < left.Count; i++)
        {
            ReadOnlySpan<byte> leftRow = left[i];
            Pick(leftRow, keyPlace, key);
            if (!byShared.TryGetValue(new StateKey(key), out List<int>? matches))
            {
                continue;
            }

            foreach (int match in matches)
            {
                Put(leftRow, leftPlace, row);
                Put(right[match], rightPlace, row);
                states.AddRange(row);
                if (++count > limit)
                {
                    return null;
                }
            }
        }

        return new Relation(scope, [.. states], count);
    }

    /// <summary>The distinct rows over part of the scope, in the order of their first appearance.</summary>
    /// <param name="scope">A subset of <see cref="Scope"/>, ascending.</param>
    public Relation Project(int[] scope) => Project(scope, out _);

    /// <summary>The distinct rows over part of the scope, and which of them each row has.</summary>
    /// <param name="scope">A subset of <see cref="Scope"/>, ascending.</param>
    /// <param name="groupOfRow">Receives, for each row, the number of its projection.</param>
    public Relation Project(int[] scope, out int[] groupOfRow)
    {
        int[] place = Places(scope, Scope);
        var numbers = new Dictionary<StateKey, int>();
        groupOfRow = new int[Count];
        var states = new List<byte>();
        for (int i = 0; i < Count; i++)
        {
            var picked = new byte[scope.Length];
            Pick(this[i], place, picked);
            var key = new StateKey(picked);
            if (!numbers.TryGetValue(key, out int number))
            {
                number = numbers.Count;
                numbers.Add(key, number);
                states.AddRange(picked);
            }

            groupOfRow[i] = number;
        }

        return new Relation(scope, [.. states], numbers.Count);
    }

    /// <summary>The rows whose projection is among the rows of another relation.</summary>
    /// <param name="other">A relation whose scope is a subset of this one's.</param>
    public Relation Where(Relation other)
    {
        HashSet<StateKey> allowed = [.. Enumerable.Range(0, other.Count).Select(i => new StateKey(other[i].ToArray()))];
        int[] place = Places(other.Scope, Scope);
        var key = new byte[place.Length];
        var states = new List<byte>();
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            Pick(this[i], place, key);
            if (allowed.Contains(new StateKey(key)))
            {
                states.AddRange(this[i]);
                count++;
            }
        }

        return count == Count ? this : new Relation(Scope, [.. states], count);
    }

    /// <summary>Numbers the rows by their states, for looking up.</summary>
    public Dictionary<StateKey, int> Numbering()
    {
        var numbers = new Dictionary<StateKey, int>(Count);
        for (int i = 0; i < Count; i++)
        {
            numbers.Add(new StateKey(this[i].ToArray()), i);
        }

        return numbers;
    }

    /// <summary>Positions of some variables in a scope.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="scope">A scope that has them all.</param>
    public static int[] Places(int[] variables, int[] scope) => [.. variables.Select(v => Array.IndexOf(scope, v))];

    private static void Pick(ReadOnlySpan<byte> row, int[] places, Span<byte> destination)
    {
        for (int i = 0; i < places.Length; i++)
        {
            destination[i] = row[places[i]];
        }
    }

    private static void Put(ReadOnlySpan<byte> row, int[] places, Span<byte> destination)
    {
        for (int i = 0; i < places.Length; i++)
        {
            destination[places[i]] = row[i];
        }
    }

    private Dictionary<StateKey, List<int>> GroupBy(int[] scope)
    {
        int[] place = Places(scope, Scope);
        var groups = new Dictionary<StateKey, List<int>>();
        for (int i = 0; i < Count; i++)
        {
            var picked = new byte[scope.Length];
            Pick(this[i], place, picked);
            var key = new StateKey(picked);
            if (!groups.TryGetValue(key, out List<int>? rows))
            {
                groups.Add(key, rows = []);
            }

            rows.Add(i);
        }

        return groups;
    }
}
