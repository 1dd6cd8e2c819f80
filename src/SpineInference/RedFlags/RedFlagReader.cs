using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Reads the table of red-flag rules: strictly, and all faults at once.</summary>
internal sealed class RedFlagReader
{
    /// <summary>The resource.</summary>
    public const string Resource = "RedFlags/Rules.json";

    private const int DeepestGroup = 8;

    private readonly StrictJsonReader _reader;
    private readonly Dictionary<string, DescribedFinding> _findings;
    private readonly Dictionary<string, LocatedJson> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DescribedFinding[]> _fitting = new(StringComparer.Ordinal);

    private RedFlagReader(StrictJsonReader reader, IEnumerable<DescribedFinding> findings)
    {
        _reader = reader;
        _findings = findings.ToDictionary(static f => f.Id, StringComparer.Ordinal);
    }

    /// <summary>Reads the rules shipped with the library.</summary>
    public static RedFlagTable ReadShipped() => Read(Resource, EmbeddedFile.Read(Resource).ToArray(), SpineModel.Default.DescribedFindings);

    /// <summary>Reads a file of rules.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="findings">The findings that rules may speak of.</param>
    /// <exception cref="KnowledgeFormatException">Something is wrong; all faults are listed.</exception>
    public static RedFlagTable Read(string file, byte[] utf8, IEnumerable<DescribedFinding> findings)
    {
        var faults = new List<Fault>();
        var reader = new StrictJsonReader(file, utf8, faults.Add);
        RedFlagTable? table = reader.Parse() is { } root ? new RedFlagReader(reader, findings).Read(root) : null;
        return faults.Count == 0 && table is not null
            ? table
            : throw new KnowledgeFormatException([.. faults.OrderBy(static f => f.Line).ThenBy(static f => f.Column)]);
    }

    private RedFlagTable Read(LocatedJson root)
    {
        Dictionary<string, LocatedJson> fields = _reader.ReadFields(root, "the red-flag rules", "groups", "rules");
        if (fields.TryGetValue("groups", out LocatedJson? groups))
        {
            foreach ((string name, LocatedJson members) in _reader.ReadMembers(groups, "groups"))
            {
                _groups.Add(name, members);
            }
        }

        var rules = ImmutableArray.CreateBuilder<RedFlagRule>();
        foreach (LocatedJson value in _reader.ReadList(fields, "rules"))
        {
            RedFlagRule rule = ReadRule(value);
            if (rules.Any(r => r.Id == rule.Id))
            {
                _reader.AddFault(value, $"Rule '{rule.Id}' stands twice.");
            }

            if (rules.Count > 0 && rules[^1].Urgency < rule.Urgency)
            {
                _reader.AddFault(value, $"Rule '{rule.Id}' is more urgent than the one before it; expected the most urgent first.");
            }

            foreach (string stronger in rule.WeakerThan.Where(id => !rules.Any(r => r.Id == id)))
            {
                _reader.AddFault(value, $"Rule '{rule.Id}' is weaker than '{stronger}', which is none of the rules before it.");
            }

            rules.Add(rule);
        }

        return new RedFlagTable(
            rules.ToImmutable(), [.. _groups.Select(g => (g.Key, ReadGroup(g.Key, g.Value, 0).Of))]);
    }

    private RedFlagRule ReadRule(LocatedJson value)
    {
        Dictionary<string, LocatedJson> fields = _reader.ReadFields(
            value, "a rule", "id", "urgency", "reason", "action", "ask", "sources", "weaker-than", "when", "condition");
        ImmutableArray<string> sources = [.. _reader.ReadTexts(fields, "sources")];
        if (sources.IsEmpty)
        {
            _reader.AddFault(value, "A rule needs 'sources': the keys of those of the reference list on which it rests.");
        }

        if (!fields.TryGetValue("when", out LocatedJson? when))
        {
            _reader.AddFault(value, "Field 'when' is missing.");
        }

        (string name, ImmutableSortedDictionary<string, ImmutableArray<string>> states) = ReadWarnedOf(fields, value);
        return new RedFlagRule(when is null ? new RedFlagCondition.Any([], null) : ReadCondition(when, 0))
        {
            Id = _reader.ReadText(fields, "id", value),
            Urgency = _reader.ReadChoice(fields, "urgency", value, ("emergency", Urgency.Emergency), ("same-day", Urgency.SameDay), ("urgent", Urgency.Urgent)),
            Reason = _reader.ReadText(fields, "reason", value),
            Action = _reader.ReadText(fields, "action", value),
            Question = fields.ContainsKey("ask") ? _reader.ReadText(fields, "ask", value) : "",
            Sources = sources,
            WeakerThan = [.. _reader.ReadTexts(fields, "weaker-than")],
            WarnsOf = name,
            WarnsOfStates = states,
        };
    }

    private (string Name, ImmutableSortedDictionary<string, ImmutableArray<string>> States) ReadWarnedOf(Dictionary<string, LocatedJson> fields, LocatedJson value)
    {
        var none = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
        if (!fields.TryGetValue("condition", out LocatedJson? condition))
        {
            _reader.AddFault(value, "Field 'condition' is missing: what the rule warns of, for the share of false alarms.");
            return ("", none);
        }

        Dictionary<string, LocatedJson> parts = _reader.ReadFields(condition, "a condition", "name", "states");
        return (
            _reader.ReadText(parts, "name", condition),
            parts.TryGetValue("states", out LocatedJson? states)
                ? _reader.ReadTextLists(states, "states").ToImmutableSortedDictionary(static m => m.Key, static m => m.Value.ToImmutableArray(), StringComparer.Ordinal)
                : none);
    }

    private RedFlagCondition.Any ReadGroup(string name, LocatedJson members, int depth)
    {
        if (members.Kind != JsonValueKind.Array)
        {
            _reader.AddFault(members, $"Group '{name}': expected a list of conditions.");
        }

        return new RedFlagCondition.Any([.. members.Items.Select(m => ReadCondition(m, depth + 1))], name);
    }

    private RedFlagCondition ReadCondition(LocatedJson value, int depth)
    {
        if (value.Kind == JsonValueKind.String)
        {
            return ReadFinding(value, depth);
        }

        if (value is not { Kind: JsonValueKind.Object, Members: [var (name, inner)] })
        {
            _reader.AddFault(value, "A condition is the id of a finding (with '=state' where it is graded), '@group', or an object of one field: any, all, unless, absent, both-legs, same-leg, age-from or complaint.");
            return new RedFlagCondition.Any([], null);
        }

        switch (name)
        {
            case "any":
                return new RedFlagCondition.Any(ReadConditions(inner, depth), null);
            case "all":
                return new RedFlagCondition.All(ReadConditions(inner, depth));
            case "unless":
                return new RedFlagCondition.Unless(ReadCondition(inner, depth));
            case "both-legs":
                return new RedFlagCondition.BothLegs(new RedFlagCondition.Any(ReadConditions(inner, depth), null));
            case "same-leg":
                return new RedFlagCondition.SameLeg(new RedFlagCondition.All(ReadConditions(inner, depth)));
            case "absent" when ReadCondition(inner, depth) is RedFlagCondition.Finding finding:
                return new RedFlagCondition.Absent(finding);
            case "age-from" when inner.Kind == JsonValueKind.Number:
                return new RedFlagCondition.AgeFrom((int)inner.Number);
            case "complaint" when inner is { Kind: JsonValueKind.String, Text: "foot-only" }:
                return new RedFlagCondition.Complains(Complaint.FootOnly, inner.Text);
            case "complaint" when inner is { Kind: JsonValueKind.String, Text: "back-only" }:
                return new RedFlagCondition.Complains(Complaint.BackOnly, inner.Text);
            default:
                _reader.AddFault(value, $"Condition '{name}' is unknown or holds what it cannot. Known: any, all, both-legs, same-leg (a list), unless (a condition), absent (a finding), age-from (years), complaint (foot-only or back-only).");
                return new RedFlagCondition.Any([], null);
        }
    }

    private ImmutableArray<RedFlagCondition> ReadConditions(LocatedJson value, int depth)
    {
        if (value is { Kind: JsonValueKind.Array, Items.Count: > 0 })
        {
            return [.. value.Items.Select(i => ReadCondition(i, depth))];
        }

        _reader.AddFault(value, "Expected a list of conditions, at least one.");
        return [];
    }

    private RedFlagCondition ReadFinding(LocatedJson value, int depth)
    {
        string text = value.Text;
        if (text.StartsWith('@'))
        {
            if (depth > DeepestGroup)
            {
                _reader.AddFault(value, $"Group '{text}' holds itself.");
            }
            else if (_groups.TryGetValue(text[1..], out LocatedJson? members))
            {
                return ReadGroup(text[1..], members, depth);
            }
            else
            {
                _reader.AddFault(value, $"Unknown group '{text}'. Known: {string.Join(", ", _groups.Keys.Order(StringComparer.Ordinal))}.");
            }

            return new RedFlagCondition.Any([], null);
        }

        string[] parts = text.Split('=', 2);
        (string pattern, string state) = (parts[0], parts.Length == 2 ? parts[1] : "present");
        DescribedFinding[] fitting = Fitting(pattern);
        if (fitting.Length == 0)
        {
            _reader.AddFault(value, $"Unknown finding '{pattern}'.{NameSuggestion.For(pattern, _findings.Keys)}");
        }

        foreach (DescribedFinding finding in fitting.Where(f => !f.States.Contains(state)))
        {
            _reader.AddFault(value, $"Finding '{finding.Id}' has no state '{state}'. Its states: {string.Join(", ", finding.States)}.");
        }

        return new RedFlagCondition.Finding(pattern, state, [.. fitting.Select(f => (f.Id, Math.Max(0, f.States.IndexOf(state)), f.IsOfLeg))]);
    }

    // Several rules speak of the same findings; only a pattern with a star has to be held against every id, and only once.
    private DescribedFinding[] Fitting(string pattern)
    {
        if (!_fitting.TryGetValue(pattern, out DescribedFinding[]? fitting))
        {
            fitting = pattern.Contains('*', StringComparison.Ordinal)
                ? [.. _findings.Values.Where(f => Fits(f.Id, pattern))]
                : _findings.TryGetValue(pattern, out DescribedFinding? finding) ? [finding] : [];
            _fitting.Add(pattern, fitting);
        }

        return fitting;
    }

    /// <summary>Whether an id is that of a pattern, of which one <c>*</c> stands for anything.</summary>
    internal static bool Fits(string id, string pattern)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? id == pattern
            : id.Length >= pattern.Length - 1
                && id.StartsWith(pattern[..star], StringComparison.Ordinal)
                && id.EndsWith(pattern[(star + 1)..], StringComparison.Ordinal);
    }
}
