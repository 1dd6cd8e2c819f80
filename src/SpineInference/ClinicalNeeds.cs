using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What the answers, the typed findings and the red-flag rules of this library ask of a network: checked where its tables are
/// somebody's own.</summary>
/// <remarks>Context and findings must all be there, since types and rules are written for them, and of the rest what an answer is read from;
/// each with the shipped states. More may be there.</remarks>
internal static class ClinicalNeeds
{
    private const int MostListed = 12;

    // What Diagnosis reads beside context and findings.
    private static readonly string[] Answers = [.. Questions.Ids];

    private static readonly string[] AnswersByPlace = ["root.", "stenosis."];

    /// <summary>Refuses a network that cannot give the answers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameter">The parameter it came from.</param>
    /// <exception cref="ArgumentException">Something is not there, or differs.</exception>
    public static void Check(KnowledgeNetwork network, string parameter)
    {
        string[] faults = [.. Faults(network)];
        if (faults.Length > 0)
        {
            throw new ArgumentException(
                $"The tables make a network from which the answers of this library cannot be read; {faults.Length} variable(s) are missing or differ:"
                + $"{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(MostListed))}"
                + (faults.Length > MostListed ? $"{Environment.NewLine}… and {faults.Length - MostListed} more." : "")
                + $"{Environment.NewLine}Start from a copy of the shipped tables (ShippedKnowledge.CopyTables, 'spine tables'), or ask the network itself with ExactEngine or 'spine query'.",
                parameter);
        }
    }

    private static IEnumerable<string> Faults(KnowledgeNetwork network)
    {
        foreach (DescribedVariable needed in ShippedKnowledge.Network.Variables.Where(IsNeeded))
        {
            string name = needed.Variable.Name;
            ImmutableArray<string> states = needed.Variable.States;
            if (!network.Network.TryGetVariable(name, out Variable? variable))
            {
                yield return $"'{name}' is missing; expected a variable with the states {string.Join(", ", states)}.";
            }
            else if (!variable.States.SequenceEqual(states))
            {
                yield return $"{PlaceOf(network, variable)}'{name}' has the states {string.Join(", ", variable.States)}; expected {string.Join(", ", states)}, in this order.";
            }
            else if (network[variable].Kind != needed.Kind)
            {
                yield return $"{PlaceOf(network, variable)}'{name}' is of the kind '{Lower(network[variable].Kind)}'; expected '{Lower(needed.Kind)}'.";
            }
            else if (PatientEvidence.ContextNames.Contains(name)
                && network.Network.DistributionOf(variable).Parents.FirstOrDefault(static p => !PatientEvidence.ContextNames.Contains(p.Name)) is { } parent)
            {
                yield return $"{PlaceOf(network, variable)}'{name}' hangs on '{parent.Name}'; expected none but {string.Join(", ", PatientEvidence.ContextNames)}, which are known before anything else.";
            }
        }
    }

    private static string PlaceOf(KnowledgeNetwork network, Variable variable) => $"{network[variable].Source.Place}: ";

    private static bool IsNeeded(DescribedVariable variable) => variable.Kind != VariableKind.Latent
        || Answers.Contains(variable.Id)
        || AnswersByPlace.Any(place => variable.Id.StartsWith(place, StringComparison.Ordinal));

    private static string Lower(VariableKind kind) => kind.ToString().ToLowerInvariant();
}
