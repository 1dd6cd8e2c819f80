using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference;

/// <summary>The condition under which a rule fires: findings, and what combines them.</summary>
/// <remarks>Three values: what nobody asked is unknown, and an unknown finding neither fires nor silences. Immutable.</remarks>
internal abstract record RedFlagCondition
{
    /// <summary>Whether the condition holds.</summary>
    /// <param name="statements">What is stated.</param>
    /// <param name="place">The leg it is asked of, or <see langword="null"/> for the patient.</param>
    public abstract Truth Evaluate(RedFlagStatements statements, int? place);

    /// <summary>Where the condition holds, the statements that make it hold.</summary>
    public abstract IEnumerable<string> Reasons(RedFlagStatements statements, int? place);

    /// <summary>Where it is unknown, the findings that would tell.</summary>
    public abstract IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place);

    /// <summary>The findings it speaks of, with their states.</summary>
    public abstract IEnumerable<(string Id, string State)> Findings { get; }

    /// <summary>In words, for the page.</summary>
    public abstract string Words { get; }

    /// <summary>Whether it asks for more of the patient than findings: age or complaint.</summary>
    public virtual bool IsOfContext => false;

    /// <summary>A finding that has not been asked.</summary>
    /// <param name="Id">Its text id, or a pattern such as <c>*-strength</c> of which any will do.</param>
    /// <param name="Place">The leg, or <see langword="null"/> where any will do.</param>
    public readonly record struct OpenFinding(string Id, int? Place);

    /// <summary>A finding, or a family of findings of which each fires and any one counts as asked.</summary>
    /// <param name="Pattern">The id, which may hold a <c>*</c>.</param>
    /// <param name="State">The state.</param>
    /// <param name="Members">The findings, with the state's place among theirs and whether they are of a leg.</param>
    public sealed record Finding(string Pattern, string State, ImmutableArray<(string Id, int State, bool IsOfLeg)> Members) : RedFlagCondition
    {
        private readonly int[] _numbers = [.. Members.Select(static m => FindingNumbers.Of(m.Id))];
        private readonly bool _isOfLeg = Members.Any(static m => m.IsOfLeg);

        public override IEnumerable<(string Id, string State)> Findings => Members.Select(m => (m.Id, State));

        public override string Words => State == "present" ? $"`{Pattern}`" : $"`{Pattern}` = {State}";

        public override Truth Evaluate(RedFlagStatements statements, int? place)
        {
            Truth truth = Truth.Unknown;
            for (int i = 0; i < _numbers.Length; i++)
            {
                switch (statements.Has(_numbers[i], Members[i].State, Members[i].IsOfLeg ? place : null))
                {
                    case Truth.True:
                        return Truth.True;
                    case Truth.False:
                        truth = Truth.False;
                        break;
                    default:
                        break;
                }
            }

            return truth;
        }

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) => Members
            .Zip(_numbers, (m, number) => (Number: number, m.State, Place: m.IsOfLeg ? place : null))
            .Where(m => statements.Has(m.Number, m.State, m.Place) == Truth.True)
            .SelectMany(m => statements.WordsOf(m.Number, m.Place));

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) =>
            [new OpenFinding(Pattern, _isOfLeg && place != RedFlagStatements.Unsided ? place : null)];
    }

    /// <summary>A finding that is stated to be absent.</summary>
    public sealed record Absent(Finding Of) : RedFlagCondition
    {
        public override IEnumerable<(string Id, string State)> Findings => Of.Findings;

        public override string Words => $"{Of.Words} is absent";

        public override Truth Evaluate(RedFlagStatements statements, int? place) => Truth.True - (int)Of.Evaluate(statements, place);

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) => [];

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) => Of.Open(statements, place);
    }

    /// <summary>Any of several.</summary>
    /// <param name="Of">The alternatives.</param>
    /// <param name="Name">The name of the group, or <see langword="null"/>.</param>
    public sealed record Any(ImmutableArray<RedFlagCondition> Of, string? Name) : RedFlagCondition
    {
        public override IEnumerable<(string Id, string State)> Findings => Of.SelectMany(static c => c.Findings);

        public override bool IsOfContext => Of.Any(static c => c.IsOfContext);

        public override string Words => Name is null ? $"({string.Join(" or ", Of.Select(static c => c.Words))})" : $"*{Name}*";

        public override Truth Evaluate(RedFlagStatements statements, int? place)
        {
            Truth most = Truth.False;
            foreach (RedFlagCondition condition in Of)
            {
                Truth truth = condition.Evaluate(statements, place);
                if (truth == Truth.True)
                {
                    return truth;
                }

                most = truth > most ? truth : most;
            }

            return most;
        }

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) =>
            Of.Where(c => c.Evaluate(statements, place) == Truth.True).SelectMany(c => c.Reasons(statements, place));

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) =>
            Of.Where(c => c.Evaluate(statements, place) == Truth.Unknown).SelectMany(c => c.Open(statements, place));
    }

    /// <summary>All of several.</summary>
    public sealed record All(ImmutableArray<RedFlagCondition> Of) : RedFlagCondition
    {
        public override IEnumerable<(string Id, string State)> Findings => Of.SelectMany(static c => c.Findings);

        public override bool IsOfContext => Of.Any(static c => c.IsOfContext);

        public override string Words => $"({string.Join(" and ", Of.Where(static c => c is not Unless).Concat(Of.Where(static c => c is Unless)).Select(static c => c.Words)).Replace(" and unless", ", unless", StringComparison.Ordinal)})";

        public override Truth Evaluate(RedFlagStatements statements, int? place)
        {
            Truth least = Truth.True;
            foreach (RedFlagCondition condition in Of)
            {
                Truth truth = condition.Evaluate(statements, place);
                if (truth == Truth.False)
                {
                    return truth;
                }

                least = truth < least ? truth : least;
            }

            return least;
        }

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) => Of.SelectMany(c => c.Reasons(statements, place));

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) =>
            Of.Where(c => c.Evaluate(statements, place) == Truth.Unknown).SelectMany(c => c.Open(statements, place));
    }

    /// <summary>Silent where something is known; where it is unknown the rule speaks.</summary>
    public sealed record Unless(RedFlagCondition Of) : RedFlagCondition
    {
        public override IEnumerable<(string Id, string State)> Findings => Of.Findings;

        public override bool IsOfContext => Of.IsOfContext;

        public override string Words => $"unless {Of.Words}";

        public override Truth Evaluate(RedFlagStatements statements, int? place) =>
            Of.Evaluate(statements, place) == Truth.True ? Truth.False : Truth.True;

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) => [];

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) => [];
    }

    /// <summary>Holds in both legs.</summary>
    public sealed record BothLegs(RedFlagCondition Of) : RedFlagCondition
    {
        public override IEnumerable<(string Id, string State)> Findings => Of.Findings;

        public override bool IsOfContext => Of.IsOfContext;

        public override string Words => $"in both legs: {Of.Words}";

        public override Truth Evaluate(RedFlagStatements statements, int? place) =>
            (Truth)Math.Min((int)Of.Evaluate(statements, 0), (int)Of.Evaluate(statements, 1));

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) =>
            Of.Reasons(statements, 0).Concat(Of.Reasons(statements, 1));

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place)
        {
            // Where neither leg was asked, the question is one.
            int[] legs = [.. Enumerable.Range(0, 2).Where(leg => Of.Evaluate(statements, leg) == Truth.Unknown)];
            return legs is [var one] ? Of.Open(statements, one) : legs.SelectMany(leg => Of.Open(statements, leg)).Select(static o => o with { Place = null });
        }
    }

    /// <summary>Holds in one leg, whichever.</summary>
    public sealed record SameLeg(RedFlagCondition Of) : RedFlagCondition
    {
        private static readonly int[] Places = [0, 1, RedFlagStatements.Unsided];

        public override IEnumerable<(string Id, string State)> Findings => Of.Findings;

        public override bool IsOfContext => Of.IsOfContext;

        public override string Words => $"in one leg: {Of.Words}";

        // Asked of one leg, it counts as asked.
        public override Truth Evaluate(RedFlagStatements statements, int? place)
        {
            Truth found = Truth.Unknown;
            foreach (int leg in Places)
            {
                Truth truth = Of.Evaluate(statements, leg);
                if (truth == Truth.True)
                {
                    return truth;
                }

                found = truth == Truth.False ? truth : found;
            }

            return found;
        }

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) =>
            Places.Where(p => Of.Evaluate(statements, p) == Truth.True).SelectMany(p => Of.Reasons(statements, p));

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) =>
            Places.SelectMany(p => Of.Open(statements, p)).Select(static o => o with { Place = null });
    }

    /// <summary>At least so old.</summary>
    public sealed record AgeFrom(int Years) : RedFlagCondition
    {
        public override IEnumerable<(string Id, string State)> Findings => [];

        public override bool IsOfContext => true;

        public override string Words => string.Create(CultureInfo.InvariantCulture, $"age {Years} or over");

        public override Truth Evaluate(RedFlagStatements statements, int? place) =>
            statements.Age is not { } age ? Truth.Unknown : age >= Years ? Truth.True : Truth.False;

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) =>
            [string.Create(CultureInfo.InvariantCulture, $"age {statements.Age}")];

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) => [new OpenFinding("age", null)];
    }

    /// <summary>The complaint is stated to be this.</summary>
    public sealed record Complains(Complaint Complaint, string Id) : RedFlagCondition
    {
        public override IEnumerable<(string Id, string State)> Findings => [];

        public override bool IsOfContext => true;

        public override string Words => $"the complaint is {Id}";

        public override Truth Evaluate(RedFlagStatements statements, int? place) =>
            statements.Complaint == Complaint.Unknown ? Truth.Unknown : statements.Complaint == Complaint ? Truth.True : Truth.False;

        public override IEnumerable<string> Reasons(RedFlagStatements statements, int? place) => [];

        public override IEnumerable<OpenFinding> Open(RedFlagStatements statements, int? place) => [new OpenFinding("complaint", null)];
    }
}
