using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Which observed variables are findings; the other observed ones are context.</summary>
internal static class FindingList
{
    /// <summary>Checks a list of findings; <see langword="null"/> stands for everything observed.</summary>
    /// <exception cref="ArgumentException">A finding is foreign, not observed, or named twice.</exception>
    public static Variable[] Read(Evidence evidence, IReadOnlyList<Variable>? findings)
    {
        if (findings is null)
        {
            return [.. evidence.Variables];
        }

        var seen = new HashSet<Variable>();
        foreach (Variable finding in findings)
        {
            if (evidence.LikelihoodsOf(finding).IsEmpty)
            {
                throw new ArgumentException($"'{finding.Name}' is not observed: only what is observed can be weighed.", nameof(findings));
            }

            if (!seen.Add(finding))
            {
                throw new ArgumentException($"'{finding.Name}' is named twice.", nameof(findings));
            }
        }

        return [.. findings];
    }

    /// <summary>The evidence without some variables.</summary>
    public static Evidence Without(Evidence evidence, IEnumerable<Variable> findings)
    {
        foreach (Variable finding in findings)
        {
            evidence = evidence.Without(finding);
        }

        return evidence;
    }
}
