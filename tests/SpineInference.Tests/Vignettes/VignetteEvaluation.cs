using System.Collections.Immutable;

namespace SpineInference.Tests.Vignettes;

/// <summary>Asks the model about every case that it may be asked about, and scores root, cause, and cause with stenosis and degenerative
/// slip as one.</summary>
internal sealed class VignetteEvaluation
{
    private const string Syndrome = "stenosis-syndrome";
    private const string Fracture = "slip-by-fracture";

    public VignetteEvaluation(SpineModel model, VignetteMapping mapping, ImmutableArray<VignetteCase> cases)
    {
        Model = model;
        CaseCount = cases.Length;
        ImmutableArray<VignetteCase> adults = [.. cases.Where(static c => c.Age is null or >= Patient.MinimumAge)];
        MinorCount = cases.Length - adults.Length;
        Diagnoses = adults.ToImmutableDictionary(static c => c.Id, c => mapping.ToPatient(c).Diagnose());
        Root = new VignetteScore("Root level", adults
            .Where(c => c.IsRootTest && c.Root is not null && !mapping.UnscoredRoots.Contains(c.Root))
            .Select(c => new VignetteAnswer(c.Id, [.. c.Root!.Split('+')], Outcomes(Diagnoses[c.Id].RootLevel))));
        ImmutableArray<VignetteCase> withCause = [.. adults.Where(static c => c.IsCauseTest && c.Cause is not null)];
        Cause = new VignetteScore("Cause", withCause
            .Select(c => new VignetteAnswer(c.Id, [mapping.Causes[c.Cause!].Id], Outcomes(Diagnoses[c.Id].Cause))));
        MergedCause = new VignetteScore("Cause, stenosis and degenerative slip as one", withCause
            .Select(c => new VignetteAnswer(c.Id, AcceptedMerged(c, mapping), MergedOutcomes(Diagnoses[c.Id]))));
    }

    public SpineModel Model { get; }

    /// <summary>All cases, those under age too.</summary>
    public int CaseCount { get; }

    /// <summary>Cases excluded for age.</summary>
    public int MinorCount { get; }

    /// <summary>The model's answer by case id.</summary>
    public ImmutableDictionary<string, Diagnosis> Diagnoses { get; }

    public VignetteScore Root { get; }

    public VignetteScore Cause { get; }

    public VignetteScore MergedCause { get; }

    public ImmutableArray<VignetteScore> Scores => [Root, Cause, MergedCause];

    private static ImmutableArray<(string Id, double Probability)> Outcomes<T>(Distribution<T> distribution)
        where T : struct, Enum => [.. distribution.Select(static o => (o.Id, o.Probability))];

    private static ImmutableArray<(string Id, double Probability)> MergedOutcomes(Diagnosis diagnosis) =>
    [
        (Syndrome, diagnosis.StenosisSyndrome),
        (Fracture, diagnosis.SlipMechanism[SlipMechanism.Fracture]),
        .. diagnosis.Cause
            .Where(static o => o.Value is not (SpineInference.Cause.LumbarSpinalStenosis or SpineInference.Cause.Spondylolisthesis))
            .Select(static o => (o.Id, o.Probability)),
    ];

    private static ImmutableArray<string> AcceptedMerged(VignetteCase vignette, VignetteMapping mapping)
    {
        switch (mapping.Causes[vignette.Cause!])
        {
            case SpineInference.Cause.LumbarSpinalStenosis:
                return [Syndrome];
            case SpineInference.Cause.Spondylolisthesis:
                ImmutableArray<string> told = [.. mapping.Slips
                    .Where(slip => vignette.Level?.Contains(slip.Key, StringComparison.Ordinal) == true)
                    .Select(static slip => slip.Value).Distinct()];
                return told.Length > 0 ? told : [Syndrome, Fracture];
            default:
                return [mapping.Causes[vignette.Cause!].Id];
        }
    }
}
