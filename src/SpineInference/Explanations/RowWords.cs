using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Says in words what a number of the model is about, for readers who know no rows.</summary>
internal static class RowWords
{
    private const int MostStates = 4;

    /// <summary>Such as <c>how often straight leg raise positive is met where sciatic tension is no (4 %, by judgement)</c>.</summary>
    public static string Of(KnowledgeNetwork knowledge, ProbabilityRow row, IEnumerable<Variable> observed)
    {
        if (!knowledge.TryGetRow(row, out KnowledgeRow? source))
        {
            return row.Id;
        }

        DescribedVariable variable = VariableOf(knowledge, row, observed);
        string label = Lower(variable.Label);
        string what = variable.Variable.States.Length == 2
            ? string.Create(CultureInfo.InvariantCulture, $"how often {label} is {(variable.IsBinary ? "met" : Plain(variable.Variable.States[1]))}{Where(knowledge, variable, source)} ({Percent(row.Probabilities[1])}, {Basis(source)})")
            : $"how {label} is shared out{Where(knowledge, variable, source)} ({Largest(variable.Variable, row)}, {Basis(source)})";
        return what;
    }

    // Of a row that many variables share, the one that this patient's findings speak of.
    private static DescribedVariable VariableOf(KnowledgeNetwork knowledge, ProbabilityRow row, IEnumerable<Variable> observed)
    {
        Variable[] all = [.. knowledge.Network.Distributions
            .Where(d => d.Rows.Any(r => r.Index == row.Index))
            .Select(static d => d.Variable)];
        HashSet<string> seen = [.. observed.Select(static v => v.Name)];
        return knowledge[all.FirstOrDefault(v => seen.Contains(v.Name)) ?? all[0]];
    }

    private static string Where(KnowledgeNetwork knowledge, DescribedVariable variable, KnowledgeRow row)
    {
        if (row.IsOtherwise)
        {
            return " without any of what makes it";
        }

        string[] conditions = [.. row.When.Select(w => $"{ParentName(knowledge, variable, w.Key)} is {States(w.Value)}")];
        return conditions.Length == 0 ? "" : $" where {string.Join(" and ", conditions)}";
    }

    private static string ParentName(KnowledgeNetwork knowledge, DescribedVariable variable, string parent)
    {
        ConditionalDistribution distribution = knowledge.Network.DistributionOf(knowledge.Network[variable.Variable.Name]);
        Variable? found = distribution.Parents.FirstOrDefault(p => knowledge[p].Id == parent);
        return found is null ? Plain(parent) : Lower(knowledge[found].Label);
    }

    private static string States(ImmutableArray<string> states) => states.Length <= MostStates
        ? string.Join(" or ", states.Select(Plain))
        : $"one of {states.Length} ({string.Join(", ", states.Take(MostStates - 1).Select(Plain))} …)";

    private static string Largest(Variable variable, ProbabilityRow row)
    {
        int state = row.Probabilities.IndexOf(row.Probabilities.ToArray().Max());
        return $"{Plain(variable.States[state])} {Percent(row.Probabilities[state])}";
    }

    private static string Basis(KnowledgeRow row) => row.Basis switch
    {
        Knowledge.Basis.Literature => "published",
        Knowledge.Basis.Derived => "computed from published numbers",
        _ => "by judgement",
    };

    private static string Plain(string id) => id.TrimStart('@').Replace('-', ' ').Replace('.', ' ');

    private static string Lower(string label) =>
        label.Length > 1 && char.IsUpper(label[0]) && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;

    private static string Percent(double probability) =>
        (100 * probability).ToString(probability < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";
}
