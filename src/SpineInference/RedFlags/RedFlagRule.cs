using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>A rule of the published pathways that turns findings into a <see cref="RedFlag"/>, whatever the posterior says.</summary>
/// <remarks>Immutable and safe for concurrent use. The list is <see cref="All"/>; docs/red-flags.md shows it, with how often each rule fires
/// on simulated patients who do not have what it warns of.</remarks>
public sealed class RedFlagRule
{
    private readonly RedFlagCondition _condition;

    internal RedFlagRule(RedFlagCondition condition) => _condition = condition;

    /// <summary>All rules, the most urgent first.</summary>
    public static ImmutableArray<RedFlagRule> All => RedFlagTable.Shipped.Rules;

    /// <summary>The groups of findings that several rules share: the name, as <see cref="Condition"/> has it in italics, and what is in it.</summary>
    public static ImmutableArray<(string Name, string Members)> Groups =>
        [.. RedFlagTable.Shipped.Groups.Select(static g => (g.Name, string.Join(", ", g.Of.Select(static c => c.Words))))];

    /// <summary>Text id.</summary>
    public required string Id { get; init; }

    /// <summary>How fast someone must look.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>Why, in plain words.</summary>
    public required string Reason { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Action { get; init; }

    /// <summary>What to ask where it is not known whether the rule fires; empty where nothing is asked, since only an image shows it.</summary>
    public required string Question { get; init; }

    /// <summary>The sources: keys of the reference list.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Ids of the rules beside which this one says nothing more: where one of them fires, this one is silent.</summary>
    public required ImmutableArray<string> WeakerThan { get; init; }

    /// <summary>What the rule warns of, in words.</summary>
    public required string WarnsOf { get; init; }

    /// <summary>The states of the network in which a patient has what the rule warns of; empty where the network does not know it.</summary>
    internal ImmutableSortedDictionary<string, ImmutableArray<string>> WarnsOfStates { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>When the rule fires, in words, with the ids of the findings; names of groups are in italics.</summary>
    public string Condition => _condition.Words;

    /// <summary>The findings the rule speaks of, each with its state: those that fire it, alone or together, and those that silence it.</summary>
    public ImmutableArray<(string Id, string State)> Findings => [.. _condition.Findings.Distinct()];

    /// <summary>Whether the rule asks for age or complaint: what it says then hangs on more than its findings.</summary>
    internal bool IsOfContext => _condition.IsOfContext;

    internal bool Fires(RedFlagStatements statements) => _condition.Evaluate(statements, null) == Truth.True;

    internal RedFlag Flag(RedFlagStatements statements) =>
        new(Id, Urgency, [.. _condition.Reasons(statements, null).Distinct()], Reason, Action);

    internal RedFlagQuestion? Ask(RedFlagStatements statements)
    {
        if (Question.Length == 0 || _condition.Evaluate(statements, null) != Truth.Unknown)
        {
            return null;
        }

        string[] open = [.. _condition.Open(statements, null)
            .Select(static o => o.Place is { } place and not RedFlagStatements.Unsided ? $"{Legs.All[place].Id}.{o.Id}" : o.Id)
            .Distinct(StringComparer.Ordinal)];
        return new RedFlagQuestion(Id, Urgency, Question, [.. open]);
    }
}
