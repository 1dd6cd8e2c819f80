using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>A row's condition, resolved against the parents of one variable.</summary>
internal sealed class RowMatch
{
    private readonly bool[]?[] _accepted;

    private RowMatch(KnowledgeRow row, bool[]?[] accepted)
    {
        Row = row;
        _accepted = accepted;
    }

    public KnowledgeRow Row { get; }

    /// <summary>Resolves the names of a row; <see langword="null"/> after a fault, which is added to those given.</summary>
    public static RowMatch? Create(
        KnowledgeRow row,
        ImmutableSortedDictionary<string, string> binding,
        ImmutableArray<string> parentNames,
        List<Variable> parents,
        List<Fault> faults)
    {
        var accepted = new bool[]?[parents.Count];
        foreach ((string parent, ImmutableArray<string> states) in row.When)
        {
            int position = parentNames.IndexOf(parent);
            if (position < 0)
            {
                faults.Add(row.Place.ToFault($"{row.Id}: '{parent}' is no parent here. Parents: {string.Join(", ", parentNames)}."));
                return null;
            }

            accepted[position] = new bool[parents[position].StateCount];
            foreach (string state in states)
            {
                string name = KnowledgeAssembler.Substitute(state, binding);
                ImmutableArray<string> group = [name];
                if (name.StartsWith('@') && !row.Groups.TryGetValue(name[1..], out group))
                {
                    faults.Add(row.Place.ToFault($"{row.Id}: unknown group '{name}'."));
                    return null;
                }

                foreach (string member in group)
                {
                    if (!parents[position].TryGetStateIndex(member, out int index))
                    {
                        faults.Add(row.Place.ToFault($"{row.Id}: {parents[position].Name} has no state '{member}'. States: {string.Join(", ", parents[position].States)}."));
                        return null;
                    }

                    accepted[position]![index] = true;
                }
            }
        }

        return new RowMatch(row, accepted);
    }

    public bool Accepts(ReadOnlySpan<int> parentStates)
    {
        for (int i = 0; i < _accepted.Length; i++)
        {
            if (_accepted[i] is { } states && !states[parentStates[i]])
            {
                return false;
            }
        }

        return true;
    }
}
