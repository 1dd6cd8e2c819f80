using System.Collections.Frozen;
using System.Collections.Immutable;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>The model's findings, sorted for the page: what the body chart is clicked for, and the groups of questions.</summary>
/// <remarks>Every finding of the model stands in exactly one of them: lists are made from the model, and what no rule sorts stands with the
/// rest of its category. Immutable.</remarks>
internal sealed class Catalogue
{
    private const int ShownMuscles = 5;
    private const int ShownOthers = 8;

    private readonly FrozenDictionary<string, DescribedFinding> _byId;

    /// <summary>Sorts a model's findings.</summary>
    public Catalogue(SpineModel model)
    {
        _byId = model.DescribedFindings.ToFrozenDictionary(static f => f.Id, StringComparer.Ordinal);
        Families = ChartFamily.Of(model);
        HashSet<string> onChart = [.. Families.SelectMany(static f => f.OfRegion.Values).Select(static f => f.Id)];
        ILookup<FindingTopic, DescribedFinding> sorted = model.DescribedFindings
            .Where(f => !onChart.Contains(f.Id)).ToLookup(FindingTopics.Of);
        Groups = [.. FindingTopics.All
            .Where(sorted.Contains)
            .Select(t => new FindingGroup(
                t.Id, TopicTitles.Of(t), [.. sorted[t]], t == FindingTopic.Strength ? ShownMuscles : ShownOthers))];
    }

    /// <summary>The modes of the body chart.</summary>
    public ImmutableArray<ChartFamily> Families { get; }

    /// <summary>The groups of questions, in the order of an examination.</summary>
    public ImmutableArray<FindingGroup> Groups { get; }

    /// <summary>A finding by its text id; <see langword="null"/> where there is none.</summary>
    public DescribedFinding? Find(string id) => _byId.GetValueOrDefault(id);
}
