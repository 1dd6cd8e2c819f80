using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Anatomy;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Maps;

/// <summary>What a column may mean, by its header and what stands in it.</summary>
/// <param name="Variable">The name of the variable.</param>
/// <param name="Mapping">What the map would say of it, as JSON in one line.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsSure">Whether the header is a name of the variable and every text is a name of a state, so that nothing is left to decide.</param>
internal sealed record ColumnGuess(string Variable, string Mapping, string Reason, bool IsSure)
{
    private const string Age = "age-band";
    private const string Strength = "-strength";
    private const string Index = "ankle-brachial-index-low";
    private const double SurelyNamed = 0.999;

    /// <summary>Guesses; <see langword="null"/> where nothing is near.</summary>
    public static ColumnGuess? Of(ColumnSurvey column, BayesianNetwork network)
    {
        if (network.TryGetVariable(column.Header, out Variable? own))
        {
            return OfVariable(own, column, "the header is its name", isNamed: true);
        }

        HeaderWords words = HeaderWords.Of(column.Header);
        return words.Text.Length == 0 ? null
            : OfContext(words, column, network) ?? (column.DateFormat is null ? OfFinding(words, column, network) : null);
    }

    private static ColumnGuess? OfContext(HeaderWords words, ColumnSurvey column, BayesianNetwork network)
    {
        if (words.Text is "age" or "age years" or "age in years" && network.TryGetVariable(Age, out Variable? age))
        {
            string states = string.Join(", ", age.States.Select(static s => $"\"{s}\": [\"{RangeOf(s)}\"]"));
            return column.IsNumeric
                ? new ColumnGuess(Age, $"{{\"variable\": \"{Age}\", \"states\": {{{states}}}}}", "age in years", column.Least >= 18)
                : OfVariable(age, column, "age", isNamed: true);
        }

        if (words.Text is "birth date" or "date of birth" or "birthdate" or "dob" or "geburtsdatum" or "geb datum" && column.DateFormat is { } format && network.TryGetVariable(Age, out age))
        {
            string states = string.Join(", ", age.States.Select(static s => $"\"{s}\": [\"{RangeOf(s)}\"]"));
            return new ColumnGuess(
                Age, $"{{\"variable\": \"{Age}\", \"birthDate\": \"{format}\", \"at\": \"HEADER OR DATE\", \"states\": {{{states}}}}}",
                "age on a day: say of which, a column of dates or a date as 2025-06-30", IsSure: false);
        }

        if (words.Text.StartsWith("ankle brachial index", StringComparison.Ordinal) && column.IsNumeric && network.TryGetVariable(Index, out _))
        {
            return new ColumnGuess(
                Index, $"{{\"variable\": \"{Index}\", \"states\": {{\"present\": [\"..0.9\"], \"absent\": [\"0.9..\"]}}}}",
                "ankle-brachial index, the lower of the two legs", IsSure: words.Leg is null);
        }

        return words.Text is "sex" or "setting" or "complaint" or "cause" && network.TryGetVariable(words.Text, out Variable? context)
            ? OfVariable(context, column, words.Text, isNamed: true)
            : null;
    }

    private static ColumnGuess? OfFinding(HeaderWords words, ColumnSurvey column, BayesianNetwork network)
    {
        ImmutableArray<FindingMatch> matches = SpineModel.Default.FindFindings(words.Text);
        if (matches.IsEmpty)
        {
            return null;
        }

        FindingMatch best = matches[0];
        string[] legs = !best.IsOfLeg ? [""] : words.Leg is { } leg ? [$"{leg.Id}."] : [.. Legs.All.Select(static l => $"{l.Id}.")];
        if (!network.TryGetVariable(legs[0] + best.Id, out Variable? variable))
        {
            return null;
        }

        bool isOnly = matches.Length == 1 || matches[1].Score < best.Score;
        string doubt = best.IsOfLeg && words.Leg is null ? "; which leg?" : !best.IsOfLeg && words.Leg is not null ? "; a finding of the patient, not of a leg" : "";
        string others = isOnly ? "" : $"; or {string.Join(", ", matches.Skip(1).Take(2).Select(static m => m.Id))}";

        // Words that merely resemble a name need a text that is a state, and numbers need to be nothing else: else the number of a patient would pass
        // for a finding.
        bool isState(KeyValuePair<string, int> text) => ValueWords.StateOf(text.Key, variable) is not null;
        bool isGrade = column.IsNumeric && variable.Name.EndsWith(Strength, StringComparison.Ordinal);
        if (best.Score < SurelyNamed && !isGrade && (column.HasManyTexts || !(column.IsNumeric ? column.Texts.All(isState) : column.Texts.Any(isState))))
        {
            return null;
        }

        return OfVariable(variable, column, $"'{best.Matched}'{others}{doubt}", isNamed: best.Score >= SurelyNamed && isOnly && doubt.Length == 0);
    }

    private static ColumnGuess OfVariable(Variable variable, ColumnSurvey column, string reason, bool isNamed)
    {
        if (column.IsNumeric && variable.Name.EndsWith(Strength, StringComparison.Ordinal) && column is { Least: >= 0, Most: <= 5 })
        {
            return new ColumnGuess(
                variable.Name, $"{{\"variable\": {Quoted(variable.Name)}, \"states\": {{\"severely-weak\": [\"0..4\"], \"weak\": [\"4..5\"], \"normal\": [\"5..6\"]}}}}", $"{reason}, MRC grades", isNamed);
        }

        if (column.HasManyTexts)
        {
            string range = column.IsNumeric ? "LOW..HIGH" : "TEXT";
            return new ColumnGuess(
                variable.Name, $"{{\"variable\": {Quoted(variable.Name)}, \"states\": {{{string.Join(", ", variable.States.Select(s => $"{Quoted(s)}: [\"{range}\"]"))}}}}}", $"{reason}; say what means which state", IsSure: false);
        }

        (string Text, string? State, bool IsNear)[] texts = [.. column.Texts.Select(t => ValueWords.StateOf(t.Key, variable) is { } state
            ? (t.Key, state, false)
            : (t.Key, ValueWords.StateWith(t.Key, variable), true))];
        string states = string.Join(", ", variable.States.Select(s => $"{Quoted(s)}: [{string.Join(", ", texts.Where(t => t.State == s).Select(static t => Quoted(t.Text)))}]"));
        string[] open = [.. texts.Where(static t => t.State is null).Select(static t => Quoted(t.Text))];
        string undecided = open.Length == 0 ? "" : $", \"missing\": [{string.Join(", ", open)}]";
        string asked = open.Length == 0 ? "" : $"; put what is under 'missing' where it belongs: {string.Join(", ", variable.States)}";
        string[] near = [.. texts.Where(static t => t.IsNear && t.State is not null).Select(static t => $"'{t.Text}' for {t.State}")];
        string taken = near.Length == 0 ? "" : $"; takes {string.Join(", ", near)}";
        return new ColumnGuess(
            variable.Name,
            $"{{\"variable\": {Quoted(variable.Name)}, \"states\": {{{states}}}{undecided}}}",
            reason + taken + asked,
            isNamed && open.Length == 0 && near.Length == 0 && texts.Length > 0);
    }

    // A band as 40-44 or 80+ holds the whole years up to its end.
    private static string RangeOf(string band)
    {
        string[] ends = band.TrimEnd('+').Split('-');
        return ends.Length == 2 && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            ? string.Create(CultureInfo.InvariantCulture, $"{ends[0]}..{last + 1}")
            : $"{ends[0]}..";
    }

    private static string Quoted(string text) => MapSkeleton.Quoted(text);
}
