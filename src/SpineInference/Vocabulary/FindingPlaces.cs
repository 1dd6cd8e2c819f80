using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>The findings of a model by their text ids, for those who have nothing but these: files, records of health, command lines.</summary>
/// <remarks>What is written in code needs none of it: the members of <see cref="Findings"/> know their places. Immutable.</remarks>
internal sealed class FindingPlaces
{
    private readonly KnowledgeNetwork _knowledge;
    private readonly Dictionary<string, DescribedFinding> _ofNetwork = new(StringComparer.Ordinal);

    public FindingPlaces(KnowledgeNetwork knowledge)
    {
        _knowledge = knowledge;
        foreach (DescribedVariable variable in knowledge.Variables)
        {
            if (variable.Kind == VariableKind.Finding && !_ofNetwork.ContainsKey(variable.Id))
            {
                _ofNetwork.Add(variable.Id, DescribedFinding.Of(variable));
            }
        }
    }

    /// <summary>All findings: those of the network in its order, then those asked for rules alone.</summary>
    public ImmutableArray<DescribedFinding> All =>
        [.. _ofNetwork.Values, .. ShippedKnowledge.RuleOnly.Where(f => !_ofNetwork.ContainsKey(f.Id))];

    /// <summary>The place of a finding that is asked for rules alone: below 0, and another for each leg.</summary>
    /// <param name="index">Its index among those.</param>
    /// <param name="leg">The leg; <see langword="null"/> for a finding of the patient.</param>
    public static int OfRule(int index, Leg? leg) => RuleOnlyFindings.PlaceOf(index, leg == Leg.Right ? 1 : 0);

    /// <summary>The finding of rules alone that stands at a place.</summary>
    public static DescribedFinding RuleAt(int place) => ShippedKnowledge.RuleOnly[~place / 2];

    /// <summary>The description of a finding; <see langword="null"/> where there is none of that id. One of rules alone is found where the network
    /// has none of that id.</summary>
    public DescribedFinding? Find(string id) =>
        _ofNetwork.TryGetValue(id, out DescribedFinding? finding) ? finding : ShippedKnowledge.RuleOnly.FirstOrDefault(f => f.Id == id);

    /// <summary>Binds a description and one of its states to the places of these tables.</summary>
    public Finding Bind(DescribedFinding described, string state, KnowledgeNetwork? owner)
    {
        int stateIndex = described.States.IndexOf(state);
        if (described.IsRuleOnly)
        {
            int index = ShippedKnowledge.RuleOnly.IndexOf(described);
            return described.IsOfLeg
                ? new LegFinding(described.Id, OfRule(index, Leg.Left), OfRule(index, Leg.Right), stateIndex, state, owner)
                : new PatientFinding(described.Id, OfRule(index, null), stateIndex, state, owner);
        }

        BayesianNetwork network = _knowledge.Network;
        return described.IsOfLeg
            ? new LegFinding(
                described.Id, network[$"{Leg.Left.Id}.{described.Id}"].Index, network[$"{Leg.Right.Id}.{described.Id}"].Index, stateIndex, state, owner)
            : new PatientFinding(described.Id, network[described.Id].Index, stateIndex, state, owner);
    }
}
