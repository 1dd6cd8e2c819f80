using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>A combination of statements that cannot be meant: each clause is met by any of its statements.</summary>
/// <param name="Id">Its id.</param>
/// <param name="All">The clauses.</param>
/// <param name="Why">The reason.</param>
internal sealed record Combination(string Id, ImmutableArray<ImmutableArray<CombinationStatement>> All, string Why)
{
    /// <summary>The variables that meet the combination in this evidence; empty where it is not met.</summary>
    public ImmutableArray<Variable> Met(Evidence evidence)
    {
        foreach (Leg leg in Legs.All)
        {
            var met = ImmutableArray.CreateBuilder<Variable>();
            if (All.All(clause => IsMet(clause, evidence, leg, met)))
            {
                return [.. met.Distinct()];
            }
        }

        return [];
    }

    private static bool IsMet(ImmutableArray<CombinationStatement> clause, Evidence evidence, Leg leg, ImmutableArray<Variable>.Builder met)
    {
        foreach (CombinationStatement statement in clause)
        {
            bool holds = true;
            foreach (string name in statement.VariablesOf(leg))
            {
                holds = holds && statement.Holds(evidence, evidence.Network[name], leg);
            }

            if (holds)
            {
                met.AddRange(statement.VariablesOf(leg).Select(name => evidence.Network[name]));
                return true;
            }
        }

        return false;
    }
}
