using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace SpineInference.Fhir;

/// <summary>What a RiskAssessment says beside the probabilities.</summary>
/// <remarks>Immutable, and safe for concurrent use.</remarks>
public sealed record FhirRiskAssessmentOptions
{
    /// <summary>Reference to the patient, such as <c>Patient/p1</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>When the assessment was made. The clock is never asked.</summary>
    public required DateTimeOffset Occurrence { get; init; }

    /// <summary>References to the resources the findings come from; duplicates are written once.</summary>
    public ImmutableArray<string> Basis { get; init; } = [];

    /// <summary>The status. Preliminary until a clinician has seen it.</summary>
    public ObservationStatus Status { get; init; } = ObservationStatus.Preliminary;

    /// <summary>Whether each prediction says which findings speak for and against it. Costs some six queries for each finding and
    /// prediction.</summary>
    public bool Explain { get; init; }

    /// <summary>The share of belief, in (0, 1), for which each prediction gets a central credible interval; <see langword="null"/> for
    /// none.</summary>
    public double? IntervalMass { get; init; }

    /// <summary>The uncertainty the intervals come from; <see langword="null"/> for the model's default of 1,000 draws.</summary>
    public ModelUncertainty? Uncertainty { get; init; }
}
