using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>The ordered states of a variable, found by name; variables of the same states may share one.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class StateList
{
    // Up to so many names are found by looking at each: a table of them would take longer to make than most are ever asked for.
    private const int FewNames = 8;

    private readonly Dictionary<string, int>? _indices;

    /// <summary>Numbers the states; of two with one name, which the builder of a network refuses, the last is found.</summary>
    public StateList(ImmutableArray<string> names)
    {
        Names = names;
        if (names.Length <= FewNames)
        {
            return;
        }

        _indices = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (int s = 0; s < names.Length; s++)
        {
            _indices[names[s]] = s;
        }
    }

    /// <summary>The names, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Finds the position of a state, in O(1).</summary>
    public bool TryGetIndex(string state, out int index)
    {
        if (_indices is not null)
        {
            return _indices.TryGetValue(state, out index);
        }

        index = Names.Length - 1;
        while (index >= 0 && !string.Equals(Names[index], state, StringComparison.Ordinal))
        {
            index--;
        }

        return index >= 0;
    }
}
