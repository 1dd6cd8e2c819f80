using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Which answers are explained: the most probable root and cause, or those that somebody names.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class ExplainedHypotheses
{
    /// <summary>The variables a hypothesis may be about, in the order in which a bare id is looked for.</summary>
    private static readonly string[] Variables = ["root-level", "cause", "lesion-site", "disc-level", "zone"];

    /// <summary>The most probable root and the most probable cause.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    public static ImmutableArray<Hypothesis> MostProbable(Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return
        [
            Hypothesis.Of(diagnosis.Patient.Model.Network, "root-level", diagnosis.RootLevel.MostProbable.Id),
            Hypothesis.Of(diagnosis.Patient.Model.Network, "cause", diagnosis.Cause.MostProbable.Id),
        ];
    }

    /// <summary>Reads <c>L5</c>, <c>prolapsed-disc</c> or <c>zone=central</c>.</summary>
    /// <param name="network">The network of the model.</param>
    /// <param name="text">A root, cause, site, disc level or zone; with the name of its variable where two have it.</param>
    /// <exception cref="ArgumentException">There is no such answer; the message names the nearest.</exception>
    public static Hypothesis Parse(BayesianNetwork network, string text)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] names = equals < 0 ? Variables : [text[..equals]];
        string state = text[(equals + 1)..];
        foreach (string name in names.Where(Variables.Contains))
        {
            if (network[name].TryGetStateIndex(state, out int index))
            {
                return new Hypothesis(network[name], index);
            }
        }

        throw new ArgumentException(
            $"There is no answer '{text}'.{NameSuggestion.For(text, [.. Ids(network)])} Give a root, cause, site, disc level or zone, such as L5, cause=prolapsed-disc or zone=central.", nameof(text));
    }

    /// <summary>Every answer that may be named.</summary>
    /// <param name="network">The network of the model.</param>
    public static IEnumerable<string> Ids(BayesianNetwork network) =>
        Variables.SelectMany(v => network[v].States.Select(s => Variables.Count(other => network[other].States.Contains(s)) > 1 ? $"{v}={s}" : s));
}
