using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>A kind of finding that the body chart is clicked for: one finding for each region, such as <c>pain.lateral-calf</c>.</summary>
/// <param name="Id">The part of the ids before the region.</param>
/// <param name="Title">The mode in words.</param>
/// <param name="Pattern">Which of the chart's patterns marks it.</param>
/// <param name="OfRegion">The finding of each region.</param>
internal sealed record ChartFamily(string Id, string Title, string Pattern, IReadOnlyDictionary<Region, DescribedFinding> OfRegion)
{
    /// <summary>The pattern of pain.</summary>
    public const string PainPattern = "pain";

    private const string Pain = "pain";
    private const string Told = "sensation";

    /// <summary>The families of a model: pain, altered sensation as told, and loss on testing. Where the model has no finding of its own for
    /// the last, or none for a region, it reads the two of sensation as one there, and so does the chart.</summary>
    public static ImmutableArray<ChartFamily> Of(ImmutableArray<DescribedFinding> findings)
    {
        var families = new Dictionary<string, Dictionary<Region, DescribedFinding>>(StringComparer.Ordinal);
        foreach (DescribedFinding finding in findings)
        {
            int dot = finding.Id.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0 && finding.IsOfLeg && finding.IsBinary && Regions.TryParse(finding.Id[(dot + 1)..], out Region region))
            {
                string family = finding.Id[..dot];
                if (!families.TryGetValue(family, out Dictionary<Region, DescribedFinding>? known))
                {
                    families.Add(family, known = []);
                }

                known[region] = finding;
            }
        }

        string tested = families.Keys.FirstOrDefault(static f => f is not (Pain or Told)) ?? Told;
        return
        [
            new(Pain, Texts.Mode_Pain, PainPattern, families[Pain]),
            new(Told, Texts.Mode_Told, "told", families[Told]),
            new(tested, Texts.Mode_Tested, tested == Told ? "told" : "tested", Filled(families[tested], families[Told])),
        ];

        // A region that has no finding of testing is stated as told: a numb saddle that is clicked must never be lost.
        static Dictionary<Region, DescribedFinding> Filled(Dictionary<Region, DescribedFinding> own, Dictionary<Region, DescribedFinding> otherwise) =>
            otherwise.ToDictionary(static pair => pair.Key, pair => own.GetValueOrDefault(pair.Key, pair.Value));
    }
}
