namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Numbers the distinct keys of a scope in the order in which they are met.</summary>
/// <remarks>Where the keys are about as many as there are bits for, a plain array; elsewhere a dictionary. Not safe for concurrent use.</remarks>
internal sealed class KeyNumbers
{
    // So many places of the array are taken for each key, or so many whatever the keys.
    private const int PlacesForKey = 8;
    private const int FewPlaces = 1024;

    // One more than the number; 0 where there is none.
    private readonly int[]? _places;
    private readonly Dictionary<ulong, int>? _numbers;

    /// <summary>Takes memory.</summary>
    /// <param name="layout">How the keys are packed.</param>
    /// <param name="expected">About how many keys there will be at most.</param>
    public KeyNumbers(ScopeLayout layout, int expected)
    {
        if (layout.BitCount < 31 && 1L << layout.BitCount <= Math.Max(FewPlaces, (long)PlacesForKey * expected))
        {
            _places = new int[1 << layout.BitCount];
        }
        else
        {
            _numbers = [];
        }
    }

    /// <summary>How many keys were met.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a key, which is new where it was not met.</summary>
    public int NumberOf(ulong key)
    {
        int number = Find(key);
        if (number < 0)
        {
            number = Count++;
            if (_places is not null)
            {
                _places[key] = number + 1;
            }
            else
            {
                _numbers!.Add(key, number);
            }
        }

        return number;
    }

    /// <summary>The number of a key, or -1.</summary>
    public int Find(ulong key) => _places is not null ? _places[key] - 1 : _numbers!.GetValueOrDefault(key, -1);
}
