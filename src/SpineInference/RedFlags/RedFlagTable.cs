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

    /// <summary>The flags of a patient, the most urgent first.</summary>
    public static IEnumerable<RedFlag> FlagsOf(Patient patient)
    {
        RedFlagStatements statements = RedFlagStatements.Of(patient);
        RedFlagRule[] fired = [.. Shipped.Rules.Where(r => r.Fires(statements))];
        return fired.Where(r => !r.WeakerThan.Any(id => fired.Any(f => f.Id == id))).Select(r => r.Flag(statements));
    }

    /// <summary>The questions that were not asked of a patient, the most urgent first.</summary>
    public static IEnumerable<RedFlagQuestion> QuestionsFor(Patient patient)
    {
        RedFlagStatements statements = RedFlagStatements.Of(patient);
        HashSet<string> fired = [.. Shipped.Rules.Where(r => r.Fires(statements)).Select(static r => r.Id)];
        return Shipped.Rules.Where(r => !r.WeakerThan.Any(fired.Contains)).Select(r => r.Ask(statements)).OfType<RedFlagQuestion>();
    }
}
