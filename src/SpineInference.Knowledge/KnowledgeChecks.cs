using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>Checks that reach across files.</summary>
internal static class KnowledgeChecks
{
    /// <summary>The largest sample size a judgement may claim.</summary>
    public const double LargestExpertSampleSize = 15;

    /// <summary>Every source is in the reference list, and what a row claims to rest on it does.</summary>
    public static void CheckSources(KnowledgeBase knowledge, List<Fault> faults)
    {
        foreach (KnowledgeVariable variable in knowledge.Variables)
        {
            foreach (KnowledgeRow row in variable.AllRows)
            {
                foreach (string source in row.Sources.Where(s => !knowledge.References.ContainsKey(s)))
                {
                    faults.Add(row.Place.ToFault($"{row.Id}: source '{source}' is not in the reference list."));
                }

                if (row.Basis is Basis.Literature or Basis.Derived
                    && !row.Sources.IsEmpty
                    && row.Sources.All(s => knowledge.References.TryGetValue(s, out KnowledgeReference? reference) && !reference.WasRead))
                {
                    faults.Add(row.Place.ToFault($"{row.Id}: none of its sources was read, so its basis is 'expert'."));
                }

                if (row.Basis == Basis.Expert && row.EffectiveSampleSize > LargestExpertSampleSize)
                {
                    faults.Add(row.Place.ToFault($"{row.Id}: got an effective sample size of {row.EffectiveSampleSize}; expected at most {LargestExpertSampleSize} for a judgement."));
                }
            }
        }
    }
}
