using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>A statement of a combination: <c>[both.|one.|other.]id=state{|state}</c>.</summary>
/// <param name="Scope"><c>both</c>, <c>one</c>, <c>other</c>; empty for a finding of the patient or the context.</param>
/// <param name="Id">The finding, without a leg.</param>
/// <param name="States">The states it may have; <c>one</c> stands for the leg the combination is about.</param>
internal sealed record CombinationStatement(string Scope, string Id, ImmutableArray<string> States)
{
    private const string TheLeg = "one";

    // By leg: every diagnosis asks for them.
    private readonly ImmutableArray<string> _variablesOfLeft = NamesOf(Scope, Id, Leg.Left);
    private readonly ImmutableArray<string> _variablesOfRight = NamesOf(Scope, Id, Leg.Right);

    /// <summary>Reads a statement, one for each member of a group.</summary>
    /// <exception cref="FormatException">The text is no statement, or its group is unknown.</exception>
    public static IEnumerable<CombinationStatement> Parse(string text, IReadOnlyDictionary<string, string[]> groups)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw new FormatException($"'{text}' is no statement; expected 'id=state', with 'both.', 'one.' or 'other.' before the id of a finding of a leg.");
        }

        string name = text[..equals];
        string scope = Array.Find(["both", TheLeg, "other"], s => name.StartsWith($"{s}.", StringComparison.Ordinal)) ?? "";
        string id = scope.Length == 0 ? name : name[(scope.Length + 1)..];
        ImmutableArray<string> states = [.. text[(equals + 1)..].Split('|')];
        if (!id.StartsWith('@'))
        {
            return [new CombinationStatement(scope, id, states)];
        }

        return groups.TryGetValue(id[1..], out string[]? members)
            ? members.Select(member => new CombinationStatement(scope, member, states))
            : throw new FormatException($"'{text}': there is no group '{id[1..]}'. Groups: {string.Join(", ", groups.Keys)}.");
    }

    /// <summary>The names of the variables it is about, where the combination is about a leg.</summary>
    public ImmutableArray<string> VariablesOf(Leg leg) => leg == Leg.Left ? _variablesOfLeft : _variablesOfRight;

    /// <summary>Whether what was stated of the variable leaves it no other state.</summary>
    public bool Holds(Evidence evidence, Variable variable, Leg leg)
    {
        ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(variable);
        for (int s = 0; s < likelihoods.Length; s++)
        {
            string state = variable.States[s];
            if (likelihoods[s] > 0 && !States.Contains(state) && !(States is [TheLeg] && state == leg.Id))
            {
                return false;
            }
        }

        return !likelihoods.IsEmpty;
    }

    private static ImmutableArray<string> NamesOf(string scope, string id, Leg leg) => scope switch
    {
        "both" => [$"{Leg.Left.Id}.{id}", $"{Leg.Right.Id}.{id}"],
        TheLeg => [$"{leg.Id}.{id}"],
        "other" => [$"{leg.Other.Id}.{id}"],
        _ => [id],
    };
}
