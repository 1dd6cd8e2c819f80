using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace SpineInference;

/// <summary>The rules, and the groups of findings that several of them share.</summary>
/// <param name="Rules">The rules, the most urgent first.</param>
/// <param name="Groups">The groups, by name.</param>
internal sealed record RedFlagTable(ImmutableArray<RedFlagRule> Rules, ImmutableArray<(string Name, ImmutableArray<RedFlagCondition> Of)> Groups)
{
    private static readonly Lazy<RedFlagTable> LazyShipped = new(RedFlagReader.ReadShipped);

    /// <summary>The table shipped with the library, read when it is first asked for.</summary>
    public static RedFlagTable Shipped => LazyShipped.Value;

    // What a rule says while nothing of its findings is stated hangs on age and complaint alone, and is made once for each; of most rules nothing is stated.
    private readonly ConcurrentDictionary<(int? Age, Complaint Complaint), Unstated> _unstated = [];
    private readonly Lazy<Dictionary<string, int[]>> _rulesOf = new(() => Rules.Index()
        .SelectMany(static r => r.Item.Findings.Select(f => (f.Id, r.Index)))
        .GroupBy(static pair => pair.Id, static pair => pair.Index, StringComparer.Ordinal)
        .ToDictionary(static g => g.Key, static g => g.Distinct().ToArray(), StringComparer.Ordinal));

    /// <summary>The flags of a patient, the most urgent first.</summary>
    public static IEnumerable<RedFlag> FlagsOf(Patient patient)
    {
        if (patient is { Observations.IsEmpty: true, Age: null, Complaint: Complaint.Unknown })
        {
            // Of nobody nothing fires: the table is not read for that.
            return [];
        }

        RedFlagStatements statements = RedFlagStatements.Of(patient);
        RedFlagRule[] fired = [.. Shipped.Fired(statements, Shipped.Concerned(statements))];
        return fired.Where(r => !IsSilenced(r, fired)).Select(r => r.Flag(statements));
    }

    /// <summary>The questions that were not asked of a patient, the most urgent first.</summary>
    public static IEnumerable<RedFlagQuestion> QuestionsFor(Patient patient)
    {
        RedFlagTable table = Shipped;
        RedFlagStatements statements = RedFlagStatements.Of(patient);
        bool[] concerned = table.Concerned(statements);
        RedFlagQuestion?[] unstated = table.UnstatedFor(statements).Questions;
        RedFlagRule[] fired = [.. table.Fired(statements, concerned)];
        for (int i = 0; i < concerned.Length; i++)
        {
            RedFlagRule rule = table.Rules[i];
            if (!IsSilenced(rule, fired) && (concerned[i] ? rule.Ask(statements) : unstated[i]) is { } question)
            {
                yield return question;
            }
        }
    }

    private Unstated UnstatedFor(RedFlagStatements statements) => _unstated.GetOrAdd((statements.Age, statements.Complaint), key =>
    {
        var nothing = new RedFlagStatements(key.Age, key.Complaint);
        bool isOfContext = key is not (null, Complaint.Unknown);
        RedFlagQuestion?[]? others = isOfContext ? UnstatedFor(new RedFlagStatements(null, Complaint.Unknown)).Questions : null;
        return new Unstated(
            [.. Rules.Select((r, i) => others is null || r.IsOfContext ? r.Ask(nothing) : others[i])],
            [.. Rules.Select(r => r.IsOfContext && r.Fires(nothing))]);
    });

    private static bool IsSilenced(RedFlagRule rule, RedFlagRule[] fired) => fired.Length > 0 && rule.WeakerThan.Any(id => fired.Any(f => f.Id == id));

    // A rule of which nothing is stated fires by age and complaint or not at all: an unknown finding neither fires nor silences.
    private IEnumerable<RedFlagRule> Fired(RedFlagStatements statements, bool[] concerned)
    {
        bool[] fires = UnstatedFor(statements).Fires;
        return Rules.Where((r, i) => concerned[i] ? r.Fires(statements) : fires[i]);
    }

    // The rules of whose findings something is stated.
    private bool[] Concerned(RedFlagStatements statements)
    {
        var concerned = new bool[Rules.Length];
        foreach (string id in statements.Findings)
        {
            foreach (int rule in _rulesOf.Value.GetValueOrDefault(id, []))
            {
                concerned[rule] = true;
            }
        }

        return concerned;
    }

    // What each rule asks, and which fire, where no finding is stated.
    private sealed record Unstated(RedFlagQuestion?[] Questions, bool[] Fires);
}
