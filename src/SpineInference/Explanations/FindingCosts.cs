using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What it costs to look, finding by finding: Costs.json.</summary>
/// <remarks>Only ratios matter. Stateless and safe for concurrent use.</remarks>
public static class FindingCosts
{
    private static readonly Lazy<CostTable> Table = new(static () => CostTable.Read(EmbeddedFile.Read("Costs").ToArray()));

    /// <summary>The same for every finding: ranking by information alone.</summary>
    /// <param name="id">Text id of the finding, without the leg.</param>
    /// <param name="category">How the finding is obtained.</param>
    /// <returns>1, without any set-up.</returns>
    public static LookingCost WeighEqually(string id, FindingCategory category) => 1;

    /// <summary>A rough burden in minutes of patient and examiner: a question 1, a simple sign 1, a reflex that takes practice 2.5, an image or an
    /// electric test many. What several findings share, such as one image, is set up once.</summary>
    /// <param name="id">Text id of the finding, without the leg. One that the table does not name costs what its category does.</param>
    /// <param name="category">How the finding is obtained.</param>
    /// <returns>The cost and the set-ups, in the table's unit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such category.</exception>
    /// <remarks>A convention of this library, not a published tariff: replace it by what looking costs where you work.</remarks>
    public static LookingCost WeighBurden(string id, FindingCategory category)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Enum.IsDefined(category) ? Table.Value.Of(id, category) : throw new ArgumentOutOfRangeException(nameof(category), category, "No such category.");
    }

    /// <summary>What the table names.</summary>
    internal static IEnumerable<string> Named => Table.Value.Named;
}
