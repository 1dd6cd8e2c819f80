using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Findings that read one hidden thing tell nearly the same: of a ranking the best of each is kept.</summary>
/// <remarks>Hidden things that everything hangs on (cause, lesion, severity, a root) are none of these. Stateless and safe for concurrent use.</remarks>
internal static class Constructs
{
    private const string Muscle = "muscle.";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "sciatic-tension", "femoral-tension", "pain-territory", "pain-extent", "sensation-territory", "sensory-deficit",
        "neurogenic-claudication", "radicular-character", "complaint-side", "tiptoe-walk-impaired", "straight-leg-raise-positive",
    };

    /// <summary>Leaves out what reads a construct that a better finding reads; the order stays.</summary>
    /// <param name="network">The network.</param>
    /// <param name="ranked">The best first.</param>
    public static IEnumerable<InformationGain> OneOfEach(BayesianNetwork network, IEnumerable<InformationGain> ranked)
    {
        var taken = new HashSet<Variable>();
        foreach (InformationGain gain in ranked)
        {
            Variable[] read = [.. network.DistributionOf(gain.Finding).Parents.Where(IsConstruct)];
            if (!taken.Contains(gain.Finding) && !read.Any(taken.Contains))
            {
                taken.UnionWith(read);
                taken.Add(gain.Finding);
                yield return gain;
            }
        }
    }

    private static bool IsConstruct(Variable variable)
    {
        string name = variable.Name[(variable.Name.StartsWith("left.", StringComparison.Ordinal) ? 5 : variable.Name.StartsWith("right.", StringComparison.Ordinal) ? 6 : 0)..];
        return name.StartsWith(Muscle, StringComparison.Ordinal) || Names.Contains(name);
    }
}
