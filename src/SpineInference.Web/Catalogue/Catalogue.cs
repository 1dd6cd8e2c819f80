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

    private readonly Lazy<Dictionary<string, DescribedFinding>> _byId;
    private readonly Lazy<ImmutableArray<ChartFamily>> _families;
    private readonly Lazy<ImmutableArray<FindingGroup>> _groups;

    /// <summary>Sorts a model's findings, each part when it is first asked for: the first answer needs none.</summary>
    public Catalogue(SpineModel model)
    {
        _byId = new Lazy<Dictionary<string, DescribedFinding>>(() => model.DescribedFindings.ToDictionary(static f => f.Id, StringComparer.Ordinal));
        _families = new Lazy<ImmutableArray<ChartFamily>>(() => ChartFamily.Of(model.DescribedFindings));
        _groups = new Lazy<ImmutableArray<FindingGroup>>(() => GroupsOf(model.DescribedFindings));
    }

    /// <summary>The modes of the body chart.</summary>
    public ImmutableArray<ChartFamily> Families => _families.Value;

    /// <summary>The groups of questions, in the order of an examination.</summary>
    public ImmutableArray<FindingGroup> Groups => _groups.Value;

    /// <summary>A finding by its text id; <see langword="null"/> where there is none.</summary>
    public DescribedFinding? Find(string id) => _byId.Value.GetValueOrDefault(id);

    private ImmutableArray<FindingGroup> GroupsOf(ImmutableArray<DescribedFinding> findings)
    {
        HashSet<string> onChart = [.. Families.SelectMany(static f => f.OfRegion.Values).Select(static f => f.Id)];
        ILookup<FindingTopic, DescribedFinding> sorted = findings.Where(f => !onChart.Contains(f.Id)).ToLookup(FindingTopics.Of);
        return [.. FindingTopics.All
            .Where(sorted.Contains)
            .Select(t => new FindingGroup(
                t.Id, TopicTitles.Of(t), [.. sorted[t]], t == FindingTopic.Strength ? ShownMuscles : ShownOthers))];
    }
}
