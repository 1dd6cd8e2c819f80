using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What it costs to look, by the way a finding is obtained.</summary>
/// <remarks>Only ratios matter. Stateless and safe for concurrent use.</remarks>
public static class FindingCosts
{
    /// <summary>The same for every finding: ranking by information alone.</summary>
    /// <param name="category">How the finding is obtained.</param>
    /// <returns>1.</returns>
    public static double Equal(FindingCategory category) => 1;

    /// <summary>A rough order of burden: asking 1, examining 1.25, laboratory 5, imaging 20, electrodiagnosis 30.</summary>
    /// <param name="category">How the finding is obtained.</param>
    /// <returns>The cost, at least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such category.</exception>
    /// <remarks>A convention of this library, not a published tariff: replace it by what examinations cost where you work.</remarks>
    public static double Burden(FindingCategory category) => category switch
    {
        FindingCategory.History => 1,
        FindingCategory.Examination => 1.25,
        FindingCategory.Laboratory => 5,
        FindingCategory.Imaging => 20,
        FindingCategory.Electrodiagnosis => 30,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No such category."),
    };
}
