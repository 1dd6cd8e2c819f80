using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>What <c>spine evaluate</c> lets a prediction see, and how it says so.</summary>
/// <param name="Allowed">What may be used.</param>
/// <param name="KnowsRoles">Whether it is known of the network which variables can be observed.</param>
internal sealed record EvaluationEvidence(PredictionEvidence Allowed, bool KnowsRoles)
{
    private const int MostNamed = 12;

    /// <summary>Findings and context of the library's own model; of any other network everything, since nothing says what can be
    /// observed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="takesLatent">Whether the user wants everything.</param>
    /// <param name="hidden">What the user names as no evidence.</param>
    /// <exception cref="CliException">The network has no variable of such a name.</exception>
    public static EvaluationEvidence Of(BayesianNetwork network, bool takesLatent, string[] hidden)
    {
        if (hidden.FirstOrDefault(name => !network.TryGetVariable(name, out _)) is { } unknown)
        {
            throw new CliException($"--hide: the network has no variable '{unknown}'.{NameSuggestion.For(unknown, [.. network.Variables.Select(static v => v.Name)])}");
        }

        PredictionEvidence own = SpineModel.EvidenceOf(network);
        return new EvaluationEvidence((takesLatent ? PredictionEvidence.EverythingKnown : own).Without(hidden), !own.IsEverything);
    }

    /// <summary>What was used and what was not, in a sentence or two.</summary>
    public string Describe(Cohort cohort, string target)
    {
        string[] used = [.. Allowed.UsedIn(cohort, target)];
        string[] leftOut = [.. Allowed.LeftOutOf(cohort, target)];
        string kind = (KnowsRoles, Allowed.IsEverything) switch
        {
            (true, false) => "findings and context",
            (true, true) => "everything known, what cannot be observed among it",
            _ => "every other known column, since this network does not say what can be observed; --hide leaves one out",
        };
        string evidence = $"evidence: {used.Length} columns ({kind})";
        return leftOut.Length == 0
            ? $"{evidence}; none left out"
            : $"{evidence}; left out: {Names(leftOut)}{(KnowsRoles && !Allowed.IsEverything ? " (--latent takes in what cannot be observed)" : "")}";
    }

    private static string Names(string[] names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
}
