using System.Collections.Immutable;

namespace SpineInference.Engine.Formats;

/// <summary>Finds cycles among the distributions that a file gives.</summary>
internal static class NetworkCycles
{
    /// <summary>Reports one cycle, where there is any. Depth first without recursion: a file may hold a chain of any length.</summary>
    public static void Check(IReadOnlyList<VariableDraft> variables, FaultList faults)
    {
        var state = new byte[variables.Count];
        var stack = new Stack<(VariableDraft Variable, int NextParent)>();
        foreach (VariableDraft start in variables)
        {
            stack.Push((start, 0));
            while (stack.TryPop(out var frame))
            {
                (VariableDraft variable, int next) = frame;
                ImmutableArray<VariableDraft> parents = variable.Distribution!.Parents;
                if (state[variable.Index] == 2)
                {
                    continue;
                }

                state[variable.Index] = 1;
                if (next == parents.Length)
                {
                    state[variable.Index] = 2;
                    continue;
                }

                stack.Push((variable, next + 1));
                VariableDraft parent = parents[next];
                if (state[parent.Index] == 1)
                {
                    IEnumerable<string> cycle = stack.Select(static f => f.Variable.Name).TakeWhile(n => n != parent.Name).Append(parent.Name);
                    faults.Add(variable.Distribution.Position, $"these variables form a cycle: {parent.Name} → {string.Join(" → ", cycle.Take(20))}. A network has none; remove an arrow.");
                    return;
                }

                stack.Push((parent, 0));
            }
        }
    }
}
