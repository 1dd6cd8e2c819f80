namespace SpineInference.Anatomy;

/// <summary>The text ids of consecutive integers: what <see cref="TextIds{T}"/> says of an enum.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class TextIdTable
{
    private readonly int _first;
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _valueOf;

    /// <summary>Sets up the mapping; the ids are taken over.</summary>
    /// <exception cref="ArgumentException">The values are not consecutive, or an id stands twice.</exception>
    public TextIdTable(string noun, int[] values, string[] ids)
    {
        Noun = noun;
        _first = values[0];
        _ids = ids;
        _valueOf = new Dictionary<string, int>(ids.Length, StringComparer.Ordinal);
        for (int i = 0; i < ids.Length; i++)
        {
            if (values[i] != _first + i)
            {
                throw new ArgumentException($"The members of {noun} are not consecutive: {ids[i]} is {values[i]}.", nameof(values));
            }

            _valueOf.Add(ids[i], values[i]);
        }
    }

    /// <summary>What a value is.</summary>
    public string Noun { get; }

    /// <summary>The ids, for messages.</summary>
    public string List => string.Join(", ", _ids);

    /// <summary>The id of a value, or <see langword="null"/> where it has none.</summary>
    public string? IdOf(int value) => (uint)(value - _first) < (uint)_ids.Length ? _ids[value - _first] : null;

    /// <summary>Finds the value of an id; 0 where there is none.</summary>
    public bool TryFind(string? id, out int value)
    {
        value = 0;
        return id is not null && _valueOf.TryGetValue(id, out value);
    }
}
