using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>What must hold before a network is frozen. Every check goes on after a fault, so that all are reported together.</summary>
/// <param name="variables">The variables, by index.</param>
/// <param name="rows">The rows, by index.</param>
/// <param name="problems">Receives the faults.</param>
internal sealed class NetworkChecks(
    List<Variable> variables,
    RowList rows,
    List<NetworkProblem> problems)
{
    /// <summary>Names are there and distinct; every variable has states.</summary>
    public void Names()
    {
        foreach ((string name, int count) in Repeated(variables.Count, v => variables[v].Name))
        {
            problems.Add(new NetworkProblem($"{name}: {count} variables have this name.", name));
        }

        foreach (Variable variable in variables)
        {
            if (variable.Name.Length == 0)
            {
                problems.Add(new NetworkProblem($"Variable {variable.Index} has an empty name.", ""));
            }

            if (variable.StateCount == 0)
            {
                problems.Add(new NetworkProblem($"{variable.Name}: it has no states.", variable.Name));
            }

            foreach ((string name, int count) in Repeated(variable.StateCount, s => variable.States[s]))
            {
                problems.Add(new NetworkProblem($"{variable.Name}: state '{name}' stands {count} times.", variable.Name));
            }
        }

        // Rows of tables are called after their variables: where those are sound and no row has an id of its own, no two are the same.
        if (problems.Count > 0 || rows.HasIds)
        {
            foreach ((string id, int count) in Repeated(rows.Count, rows.IdOf))
            {
                problems.Add(new NetworkProblem($"Row id '{id}' stands {count} times.", row: id));
            }
        }
    }

    /// <summary>The rows of a distribution exist, fit the variable, and are as many as configurations.</summary>
    public void Rows(Variable variable, string what, ImmutableArray<int> rowIndices, long expected, bool allowSilent)
    {
        if (rowIndices.Length != expected)
        {
            problems.Add(new NetworkProblem($"{variable.Name}: the {what} has {rowIndices.Length} row(s); expected {expected}, one for each parent configuration.", variable.Name));
        }

        HashSet<int>? told = null;
        foreach (int index in rowIndices)
        {
            if (((uint)index < (uint)rows.Count && rows.LengthOf(index) == variable.StateCount) || !(told ??= []).Add(index))
            {
                continue;
            }

            if (index < 0 && allowSilent)
            {
                continue;
            }

            if ((uint)index >= (uint)rows.Count)
            {
                problems.Add(new NetworkProblem($"{variable.Name}: row {index} does not exist; {rows.Count} were added.", variable.Name));
            }
            else if (rows.LengthOf(index) != variable.StateCount)
            {
                problems.Add(new NetworkProblem($"{variable.Name}: row '{rows.IdOf(index)}' has {rows.LengthOf(index)} entries; expected {variable.StateCount}, one for each state.", variable.Name));
            }
        }
    }

    /// <summary>The contributors of a noisy-MAX read parents that exist, and have their rows.</summary>
    public void Contributors(
        Variable variable, ImmutableArray<Variable> parents, ImmutableArray<NoisyMaxContributorDraft> contributors)
    {
        for (int k = 0; k < contributors.Length; k++)
        {
            long count = 1;
            bool valid = true;
            foreach (int position in contributors[k].ParentPositions)
            {
                if ((uint)position >= (uint)parents.Length)
                {
                    valid = false;
                    problems.Add(new NetworkProblem($"{variable.Name}: contributor {k} reads parent {position}; there are {parents.Length}.", variable.Name));
                }
                else
                {
                    count *= parents[position].StateCount;
                }
            }

            if (valid)
            {
                Rows(variable, $"contributor {k}", [.. contributors[k].RowOfConfiguration], count, allowSilent: true);
            }
        }
    }

    /// <summary>Parents are distinct, and no variable is its own ancestor.</summary>
    /// <param name="parentsOf">The parents of a variable; none where no distribution was set.</param>
    /// <returns>The variables, parents first; incomplete where there is a cycle.</returns>
    public ImmutableArray<Variable> TopologicalOrder(Func<Variable, ImmutableArray<Variable>> parentsOf)
    {
        var waiting = new int[variables.Count];
        var children = new List<int>?[variables.Count];
        foreach (Variable variable in variables)
        {
            ImmutableArray<Variable> parents = parentsOf(variable);
            bool repeats = false;
            foreach (Variable parent in parents)
            {
                List<int> siblings = children[parent.Index] ??= [];
                repeats |= siblings.Count > 0 && siblings[^1] == variable.Index;
                siblings.Add(variable.Index);
                waiting[variable.Index]++;
            }

            if (repeats)
            {
                foreach (IGrouping<Variable, Variable> group in parents.GroupBy(static p => p).Where(static g => g.Count() > 1))
                {
                    problems.Add(new NetworkProblem($"{variable.Name}: parent '{group.Key.Name}' stands {group.Count()} times.", variable.Name));
                }
            }
        }

        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var order = ImmutableArray.CreateBuilder<Variable>(variables.Count);
        while (ready.TryDequeue(out int index, out _))
        {
            order.Add(variables[index]);
            foreach (int child in children[index] ?? [])
            {
                if (--waiting[child] == 0)
                {
                    ready.Enqueue(child, child);
                }
            }
        }

        if (order.Count < variables.Count)
        {
            Variable[] left = [.. variables.Except(order)];
            problems.Add(new NetworkProblem($"These variables form or follow a cycle: {string.Join(", ", left.Select(static v => v.Name))}.", left[0].Name));
        }

        return order.ToImmutable();
    }

    // The names that stand more than once, in the order of their first, with how often. Few are compared one with another, many are looked up;
    // only where there are any are they counted.
    private static IEnumerable<(string Name, int Count)> Repeated(int count, Func<int, string> nameOf)
    {
        const int few = 8;
        bool repeats = false;
        if (count <= few)
        {
            for (int i = 1; i < count; i++)
            {
                for (int k = 0; k < i; k++)
                {
                    repeats |= string.Equals(nameOf(i), nameOf(k), StringComparison.Ordinal);
                }
            }
        }
        else
        {
            var seen = new HashSet<string>(count, StringComparer.Ordinal);
            for (int i = 0; i < count; i++)
            {
                repeats |= !seen.Add(nameOf(i));
            }
        }

        return repeats
            ? Enumerable.Range(0, count).GroupBy(nameOf, StringComparer.Ordinal).Where(static g => g.Count() > 1).Select(static g => (g.Key, g.Count()))
            : [];
    }
}
