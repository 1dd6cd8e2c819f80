using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Faults by their column, in the order of the first of each.</summary>
/// <param name="most">How many columns are kept; faults of further ones are counted elsewhere.</param>
internal sealed class FaultGroups(int most = int.MaxValue)
{
    private readonly Dictionary<string, FaultGroup> _groups = new(StringComparer.Ordinal);
    private readonly List<FaultGroup> _order = [];

    /// <summary>The groups, in the order of their first faults.</summary>
    public IReadOnlyList<FaultGroup> InOrder => _order;

    /// <summary>Groups faults that somebody has.</summary>
    public static IReadOnlyList<FaultGroup> Of(IEnumerable<Fault> faults)
    {
        var groups = new FaultGroups();
        foreach (Fault fault in faults)
        {
            groups.Add(fault);
        }

        return groups.InOrder;
    }

    public void Add(Fault fault)
    {
        // Those of a map have lines, and each is told.
        string key = fault.Line > 0 ? $"{fault.Line},{fault.Column} {fault.Message}" : fault.Field;
        if (!_groups.TryGetValue(key, out FaultGroup? group) && _groups.Count < most)
        {
            _groups[key] = group = new FaultGroup(fault.Field);
            _order.Add(group);
        }

        group?.Add(fault);
    }
}
