using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The stable text ids of an enum's members, both ways, without reflection.</summary>
/// <remarks>Ids are what files, logs and the states of the network use; they are compared ordinally. Immutable and safe for concurrent
/// use. Both directions are O(1).</remarks>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class TextIds<T>
    where T : struct, Enum
{
    private readonly string _noun;
    private readonly FrozenDictionary<T, string> _idOf;
    private readonly FrozenDictionary<string, T> _valueOf;

    /// <summary>Sets up the mapping.</summary>
    /// <param name="noun">What a member is, for messages: "nerve root".</param>
    /// <param name="entries">Every member with its id, in the members' order.</param>
    public TextIds(string noun, params ReadOnlySpan<(T Value, string Id)> entries)
    {
        _noun = noun;
        var idOf = new Dictionary<T, string>(entries.Length);
        var valueOf = new Dictionary<string, T>(entries.Length, StringComparer.Ordinal);
        ImmutableArray<T>.Builder all = ImmutableArray.CreateBuilder<T>(entries.Length);
        foreach ((T value, string id) in entries)
        {
            idOf.Add(value, id);
            valueOf.Add(id, value);
            all.Add(value);
        }

        All = all.MoveToImmutable();
        _idOf = idOf.ToFrozenDictionary();
        _valueOf = valueOf.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every member, in order.</summary>
    public ImmutableArray<T> All { get; }

    /// <summary>The id of a member.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member.</exception>
    public string IdOf(T value) => _idOf.TryGetValue(value, out string? id) ? id : throw NotAMember(value);

    /// <summary>The value itself, once it is known to be a member.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member.</exception>
    public T Checked(T value) => _idOf.ContainsKey(value) ? value : throw NotAMember(value);

    /// <summary>The member of an id.</summary>
    /// <exception cref="ArgumentException">No member has that id; the message lists those there are.</exception>
    public T Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _valueOf.TryGetValue(id, out T value)
            ? value
            : throw new ArgumentException($"Unknown {_noun} '{id}'. Use one of: {string.Join(", ", All.Select(IdOf))}.", nameof(id));
    }

    /// <summary>The member of an id, without throwing.</summary>
    public bool TryParse([NotNullWhen(true)] string? id, out T value)
    {
        value = default;
        return id is not null && _valueOf.TryGetValue(id, out value);
    }

    /// <summary>The fault of a value that is no member, such as the default of an enum without a zero.</summary>
    public ArgumentOutOfRangeException NotAMember(T value) => new(
        nameof(value), value, $"Not a {_noun}: {value}. Use one of: {string.Join(", ", All.Select(IdOf))}.");
}
