using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>Writes out templates and copies, and builds the one network that every reader uses.</summary>
internal sealed class KnowledgeAssembler
{
    private static readonly string?[] Once = [null];

    private readonly BayesianNetworkBuilder _builder;
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnowledgeRow> _rowOwners = new(StringComparer.Ordinal);
    private readonly List<Instance> _instances = [];
    private readonly List<Fault> _faults = [];

    private readonly KnowledgeSynthesis _synthesis;

    private KnowledgeAssembler(KnowledgeBase knowledge)
    {
        _builder = new BayesianNetworkBuilder(knowledge.Name);
        _synthesis = knowledge.Synthesis;
    }

    /// <summary>One variable of the network: its description, with the template's variables bound.</summary>
    public sealed record Instance(string Name, KnowledgeVariable Source, string? Copy, ImmutableSortedDictionary<string, string> Binding);

    /// <summary>Builds the network; faults are added to the files' own.</summary>
    /// <exception cref="KnowledgeFormatException">A table is incomplete or contradicts itself, or the whole is no network.</exception>
    public static BayesianNetwork Assemble(KnowledgeBase knowledge, out IReadOnlyList<Instance> instances)
    {
        var assembler = new KnowledgeAssembler(knowledge);
        instances = assembler._instances;
        return assembler.Assemble(knowledge);
    }

    private BayesianNetwork Assemble(KnowledgeBase knowledge)
    {
        foreach (Instance instance in InstancesOf(knowledge))
        {
            if (_variables.TryAdd(instance.Name, _builder.AddVariable(instance.Name, instance.Source.States.AsSpan())))
            {
                _instances.Add(instance);
            }
            else
            {
                _faults.Add(instance.Source.Place.ToFault($"Variable '{instance.Name}' stands twice."));
            }
        }

        foreach (Instance instance in _instances)
        {
            AddDistribution(instance);
        }

        try
        {
            return _faults.Count == 0 ? _builder.Build() : throw KnowledgeFormatException.Of(_faults);
        }
        catch (InvalidNetworkException exception)
        {
            throw KnowledgeFormatException.Of(exception.Problems.Select(PlaceOf));
        }
    }

    // What only the whole network shows, such as a cycle, at the variable or row it is about.
    private Fault PlaceOf(NetworkProblem problem) =>
        problem.Row is { } row && _rowOwners.TryGetValue(row, out KnowledgeRow? owner) ? owner.Place.ToFault(problem.Message)
        : _instances.Find(i => i.Name == problem.Variable) is { } instance ? instance.Source.Place.ToFault(problem.Message)
        : new Fault(_instances.Count > 0 ? _instances[0].Source.Place.File : "", 1, 1, problem.Message);

    /// <summary>Writes out templates and copies: the variables of the network, in order.</summary>
    internal static IEnumerable<Instance> InstancesOf(KnowledgeBase knowledge) =>
        from variable in knowledge.Variables
        from binding in variable.Instances
        from copy in variable.Scope.HasCopies ? variable.Scope.Copies : Once.AsEnumerable()
        let bound = copy is null ? binding : binding.SetItem(variable.Scope.Name, copy)
        let id = Substitute(variable.Id, bound)
        select new Instance(copy is null ? id : $"{copy}.{id}", variable, copy, bound);

    /// <summary>Replaces <c>{name}</c> by its value.</summary>
    internal static string Substitute(string text, ImmutableSortedDictionary<string, string> binding)
    {
        if (text.Contains('{', StringComparison.Ordinal))
        {
            foreach ((string name, string value) in binding)
            {
                text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            }
        }

        return text;
    }

    private void AddDistribution(Instance instance)
    {
        KnowledgeVariable source = instance.Source;
        Variable variable = _variables[instance.Name];
        var parents = new List<Variable>();
        foreach (string parent in source.Parents)
        {
            if (FindParent(parent, instance) is { } found)
            {
                parents.Add(found);
            }
            else
            {
                _faults.Add(source.Place.ToFault($"{instance.Name}: unknown parent '{Substitute(parent, instance.Binding)}'."));
                return;
            }
        }

        if (source.Contributors.IsEmpty)
        {
            int[]? rows = RowsOf(instance, source.Rows, [.. source.Parents], parents, mayBeSilent: false);
            if (rows is not null)
            {
                _builder.SetTable(variable, parents, rows);
            }

            return;
        }

        var drafts = new List<NoisyMaxContributorDraft>();
        foreach (KnowledgeContributor contributor in source.Contributors)
        {
            int[] positions = [.. contributor.Parents.Select(p => source.Parents.IndexOf(p))];
            if (positions.Any(static p => p < 0))
            {
                _faults.Add(source.Place.ToFault($"{instance.Name}: a contributor reads '{contributor.Parents[Array.IndexOf(positions, -1)]}', which is no parent."));
                return;
            }

            int[]? rows = RowsOf(instance, contributor.Rows, contributor.Parents, [.. positions.Select(p => parents[p])], mayBeSilent: true);
            if (rows is null)
            {
                return;
            }

            drafts.Add(new NoisyMaxContributorDraft(positions, rows));
        }

        _builder.SetNoisyMax(variable, parents, drafts);
    }

    private Variable? FindParent(string parent, Instance instance)
    {
        string name = Substitute(parent, instance.Binding);
        return instance.Copy is not null && _variables.TryGetValue($"{instance.Copy}.{name}", out Variable? ofCopy)
            ? ofCopy
            : _variables.GetValueOrDefault(name);
    }

    // One row's index for each configuration, or null after a fault.
    private int[]? RowsOf(
        Instance instance, ImmutableArray<KnowledgeRow> rows, ImmutableArray<string> parentNames, List<Variable> parents, bool mayBeSilent)
    {
        var matches = new List<RowMatch>();
        KnowledgeRow? otherwise = null;
        foreach (KnowledgeRow row in rows.Where(r => AppliesTo(r, instance.Binding)))
        {
            if (row.IsOtherwise)
            {
                if (otherwise is not null || !row.When.IsEmpty || mayBeSilent)
                {
                    _faults.Add(row.Place.ToFault($"{row.Id}: 'otherwise' stands once in a table, without 'when', and not in a noisy-MAX."));
                }

                otherwise = row;
            }
            else if (RowMatch.Create(row, instance.Binding, parentNames, parents, _faults) is { } match)
            {
                matches.Add(match);
            }
        }

        int count = 1;
        foreach (Variable parent in parents)
        {
            count *= parent.StateCount;
        }

        var result = new int[count];
        var states = new int[parents.Count];
        var missing = new List<string>();
        for (int c = 0; c < count; c++)
        {
            RowMatch? found = null;
            foreach (RowMatch match in matches)
            {
                if (match.Accepts(states))
                {
                    if (found is not null)
                    {
                        _faults.Add(match.Row.Place.ToFault($"{instance.Name}: '{found.Row.Id}' and '{match.Row.Id}' both hold for {Describe(parents, states)}; expected one."));
                        return null;
                    }

                    found = match;
                }
            }

            KnowledgeRow? row = found?.Row ?? otherwise;
            if (row is not null)
            {
                result[c] = RowIndex(row, instance, parentNames, parents, states);
            }
            else if (mayBeSilent)
            {
                result[c] = -1;
            }
            else
            {
                missing.Add(Describe(parents, states));
            }

            Advance(states, parents);
        }

        if (missing.Count > 0)
        {
            _faults.Add(instance.Source.Place.ToFault(
                $"{instance.Name}: no row for {missing.Count} configuration(s): {string.Join(" / ", missing.Take(3))}{(missing.Count > 3 ? " / …" : "")}. Add rows or one with 'otherwise'."));
            return null;
        }

        return result;
    }

    private int RowIndex(KnowledgeRow row, Instance instance, ImmutableArray<string> parentNames, List<Variable> parents, int[] states)
    {
        KnowledgeVariable source = instance.Source;
        if (row.SameAs is null)
        {
            return Intern(row.Id, row, (_synthesis.TryGet(row, out ImmutableArray<double> moved) ? moved : row.Probabilities).AsSpan());
        }

        int position = parentNames.IndexOf(row.SameAs);
        string state = position < 0 ? "" : parents[position].States[states[position]];
        int index = source.States.IndexOf(state);
        if (index < 0)
        {
            _faults.Add(row.Place.ToFault($"{row.Id}: 'same-as' {row.SameAs}: state '{state}' is not one of {string.Join(", ", source.States)}."));
            return 0;
        }

        var certain = new double[source.States.Length];
        certain[index] = 1;
        return Intern($"{source.Id}|is={state}", row, certain);
    }

    private int Intern(string id, KnowledgeRow row, ReadOnlySpan<double> probabilities)
    {
        if (_rows.TryGetValue(id, out int index))
        {
            if (row.SameAs is null && !ReferenceEquals(_rowOwners[id], row))
            {
                _faults.Add(row.Place.ToFault($"Row id '{id}' stands twice; give one of them an 'id' of its own."));
            }

            return index;
        }

        index = _builder.AddRow(id, probabilities, row.EffectiveSampleSize);
        _rows.Add(id, index);
        _rowOwners.Add(id, row);
        return index;
    }

    private static bool AppliesTo(KnowledgeRow row, ImmutableSortedDictionary<string, string> binding)
    {
        foreach ((string name, ImmutableArray<string> values) in row.Only)
        {
            if (!binding.TryGetValue(name, out string? value) || !values.Contains(value))
            {
                return false;
            }
        }

        return true;
    }

    private static string Describe(List<Variable> parents, int[] states) =>
        string.Join(", ", parents.Select((p, i) => $"{p.Name}={p.States[states[i]]}"));

    private static void Advance(int[] states, List<Variable> parents)
    {
        for (int i = states.Length - 1; i >= 0; i--)
        {
            if (++states[i] < parents[i].StateCount)
            {
                return;
            }

            states[i] = 0;
        }
    }
}
