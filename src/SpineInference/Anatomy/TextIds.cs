using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SpineInference.Anatomy;

/// <summary>The stable text ids of an enum's members, both ways, without reflection.</summary>
/// <remarks>Ids are what files, logs and the states of the network use; they are compared ordinally. Immutable and safe for concurrent
/// use. Both directions are O(1). The work is done on integers in <see cref="TextIdTable"/>: code for each enum would have to be compiled
/// anew for each, and a process has to do that before its first answer.</remarks>
/// <typeparam name="T">The enum; its members are consecutive integers of 32 bits.</typeparam>
internal sealed class TextIds<T>
    where T : struct, Enum
{
    private readonly TextIdTable _table;
    private readonly T[] _members;
    private readonly string[] _names;

    /// <summary>Sets up the mapping.</summary>
    /// <param name="noun">What a member is, for messages: "nerve root".</param>
    /// <param name="entries">Every member with its id, in the members' order; its plain name is the id with blanks.</param>
    /// <exception cref="ArgumentException">The members are not consecutive, or an id stands twice.</exception>
    public TextIds(string noun, params (T Value, string Id)[] entries)
        : this(noun, [.. entries.Select(static e => (e.Value, e.Id, e.Id.Replace('-', ' ')))])
    {
    }

    /// <summary>Sets up the mapping.</summary>
    /// <param name="noun">What a member is, for messages: "nerve root".</param>
    /// <param name="entries">Every member with its id and plain name, in the members' order.</param>
    /// <exception cref="ArgumentException">The members are not consecutive, or an id stands twice.</exception>
    public TextIds(string noun, params (T Value, string Id, string Name)[] entries)
    {
        _members = new T[entries.Length];
        var values = new int[entries.Length];
        var ids = new string[entries.Length];
        _names = new string[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            _members[i] = entries[i].Value;
            values[i] = Unsafe.BitCast<T, int>(entries[i].Value);
            ids[i] = entries[i].Id;
            _names[i] = entries[i].Name;
        }

        _table = new TextIdTable(noun, values, ids);
    }

    /// <summary>Every member, in order.</summary>
    public ImmutableArray<T> All => ImmutableCollectionsMarshal.AsImmutableArray(_members);

    /// <summary>The id of a member.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member.</exception>
    public string IdOf(T value) => _table.IdOf(Unsafe.BitCast<T, int>(value)) ?? throw NotAMember(value);

    /// <summary>The plain name of a member.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member.</exception>
    public string NameOf(T value) => _names[PlaceOf(value)];

    /// <summary>Whether a value is a member of the enumeration that has no id: it says that nothing was stated.</summary>
    public bool IsUnstated(T value) => Enum.IsDefined(value) && _table.IdOf(Unsafe.BitCast<T, int>(value)) is null;

    /// <summary>The place of a member in <see cref="All"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member.</exception>
    public int PlaceOf(T value) => Unsafe.BitCast<T, int>(Checked(value)) - Unsafe.BitCast<T, int>(_members[0]);

    /// <summary>The value itself, once it is known to be a member.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member.</exception>
    public T Checked(T value) => _table.IdOf(Unsafe.BitCast<T, int>(value)) is null ? throw NotAMember(value) : value;

    /// <summary>The member of an id.</summary>
    /// <exception cref="ArgumentException">No member has that id; the message lists those there are.</exception>
    public T Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return TryParse(id, out T value)
            ? value
            : throw new ArgumentException($"Unknown {_table.Noun} '{id}'. Use one of: {_table.List}.", nameof(id));
    }

    /// <summary>The member of an id, without throwing.</summary>
    public bool TryParse([NotNullWhen(true)] string? id, out T value)
    {
        bool isFound = _table.TryFind(id, out int found);
        value = Unsafe.BitCast<int, T>(found);
        return isFound;
    }

    /// <summary>The fault of a value that is no member, such as the default of an enum without a zero.</summary>
    public ArgumentOutOfRangeException NotAMember(T value) => new(
        nameof(value), value, $"Not a {_table.Noun}: {value}. Use one of: {_table.List}.");
}
