using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>What must hold before a network is frozen. Every check goes on after a fault, so that all are reported together.</summary>
/// <param name="variables">The variables, by index.</param>
/// <param name="rows">The rows, by index.</param>
/// <param name="problems">Receives the faults.</param>
internal sealed class NetworkChecks(
    IReadOnlyList<Variable> variables,
    IReadOnlyList<(string Id, ImmutableArray<double> Probabilities, double EffectiveSampleSize)> rows,
    List<NetworkProblem> problems)
{
    /// <summary>Names are there and distinct; every variable has states.</summary>
    public void Names()
    {
        foreach (IGrouping<string, Variable> group in variables.GroupBy(static v => v.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            problems.Add(new NetworkProblem($"{group.Key}: {group.Count()} variables have this name.", group.Key));
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

            foreach (IGrouping<string, string> group in variable.States.GroupBy(static s => s, StringComparer.Ordinal).Where(static g => g.Count() > 1))
            {
                problems.Add(new NetworkProblem($"{variable.Name}: state '{group.Key}' stands {group.Count()} times.", variable.Name));
            }
        }

        foreach (var group in rows.GroupBy(static r => r.Id, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            problems.Add(new NetworkProblem($"Row id '{group.Key}' stands {group.Count()} times.", row: group.Key));
        }
    }

    /// <summary>Every row is a probability vector with a positive sample size.</summary>
    /// <returns>The rows, divided by their sums where those are off.</returns>
    public ImmutableArray<double>[] RowValues() =>
        [.. rows.Select(r => RowChecks.Check(r.Id, r.Probabilities, r.EffectiveSampleSize, problems))];

    /// <summary>The rows of a distribution exist, fit the variable, and are as many as configurations.</summary>
    public void Rows(Variable variable, string what, ImmutableArray<int> rowIndices, long expected, bool allowSilent)
    {
        if (rowIndices.Length != expected)
        {
            problems.Add(new NetworkProblem($"{variable.Name}: the {what} has {rowIndices.Length} row(s); expected {expected}, one for each parent configuration.", variable.Name));
        }

        foreach (int index in rowIndices.Distinct())
        {
            if (index < 0 && allowSilent)
            {
                continue;
            }

            if ((uint)index >= (uint)rows.Count)
            {
                problems.Add(new NetworkProblem($"{variable.Name}: row {index} does not exist; {rows.Count} were added.", variable.Name));
            }
            else if (rows[index].Probabilities.Length != variable.StateCount)
            {
                problems.Add(new NetworkProblem($"{variable.Name}: row '{rows[index].Id}' has {rows[index].Probabilities.Length} entries; expected {variable.StateCount}, one for each state.", variable.Name));
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
        var children = new List<int>[variables.Count];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = [];
        }

        foreach (Variable variable in variables)
        {
            ImmutableArray<Variable> parents = parentsOf(variable);
            foreach (IGrouping<Variable, Variable> group in parents.GroupBy(static p => p).Where(static g => g.Count() > 1))
            {
                problems.Add(new NetworkProblem($"{variable.Name}: parent '{group.Key.Name}' stands {group.Count()} times.", variable.Name));
            }

            foreach (Variable parent in parents)
            {
                children[parent.Index].Add(variable.Index);
                waiting[variable.Index]++;
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
            foreach (int child in children[index])
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
}
