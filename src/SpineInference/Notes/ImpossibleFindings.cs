using System.Collections.Immutable;

namespace SpineInference;

/// <summary>Names a smallest set of statements that are impossible together.</summary>
internal static class ImpossibleFindings
{
    /// <summary>Drops statements one by one while the rest stays impossible; what remains needs every one of its members.</summary>
    public static ContradictoryFindingsException Explain(Patient patient)
    {
        ImmutableArray<Observation> core = patient.Observations;
        for (int i = core.Length - 1; i >= 0; i--)
        {
            ImmutableArray<Observation> without = core.RemoveAt(i);
            if (IsImpossible(patient, without))
            {
                core = without;
            }
        }

        return new ContradictoryFindingsException(
            $"These findings have probability 0 together: {string.Join(", ", core)}. Remove one.", core);
    }

    private static bool IsImpossible(Patient patient, ImmutableArray<Observation> observations) =>
        !patient.Model.Engine.TryQuery(PatientEvidence.Of(patient.WithOnly(observations)), out _);
}
