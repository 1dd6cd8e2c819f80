using Hl7.Fhir.Model;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Fhir;

/// <summary>Writes a diagnosis as a FHIR R4 RiskAssessment.</summary>
/// <remarks>
/// <para>One prediction for each cause and for each principal root, <c>none</c> among them. FHIR writes probabilities in percent: they are
/// rounded to four digits after the point, and one that is neither 0 nor 100 is never rounded to either, for 0 says impossible. A
/// distribution may thus miss 100 by a few units of the last digit.</para>
/// <para>Red flags are the first notes, then the red-flag questions that were not asked, what cannot be meant together, what was taken to be so although nobody stated it, then that it supports a clinician and does not replace one; the advice is the mitigation.</para>
/// <para>The narrative says the same for people. The performer is the program, a contained Device. <c>qualitativeRisk</c> is not written:
/// nobody has published from which probability on a risk of this kind is high.</para>
/// <para>Stateless and safe for concurrent use.</para>
/// </remarks>
public static class FhirRiskAssessment
{
    /// <summary>What every assessment says of itself.</summary>
    public const string Disclaimer =
        "Computed from what was stated, by a model that nobody has validated on patients. It supports a clinician and does not replace one; it is not a medical device.";

    private const string ProgramId = "spineinference";
    private const int Digits = 4;
    private const decimal Least = 0.0001m;

    /// <summary>Writes the diagnosis of a patient read from a record, based on what was understood of it; what has neither an id nor a
    /// fullUrl cannot be referred to and is left out of the basis.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="reading">The reading whose patient was diagnosed, also if findings were added since.</param>
    /// <param name="occurrence">When the assessment was made.</param>
    /// <returns>The resource.</returns>
    /// <exception cref="ArgumentException">The Patient of the record has neither an id nor a fullUrl.</exception>
    public static RiskAssessment From(Diagnosis diagnosis, FhirReading reading, DateTimeOffset occurrence)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Subject.StartsWith('#'))
        {
            throw new ArgumentException(
                "The Patient of the record has neither an id nor a fullUrl, so nothing can refer to it. Give it one, or use the form with options.", nameof(reading));
        }

        return From(diagnosis, new FhirRiskAssessmentOptions
        {
            Subject = reading.Subject,
            Occurrence = occurrence,

            // A reference that begins with '#' would mean a resource inside the assessment.
            Basis = [.. reading.Understood.Select(static m => m.Reference).Where(static r => !r.StartsWith('#'))],
        });
    }

    /// <summary>Writes a diagnosis.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="options">Subject, time, basis, and how much to say.</param>
    /// <returns>The resource.</returns>
    /// <exception cref="ArgumentException">The subject is empty, the mass lies outside (0, 1), or the uncertainty is of another model; or
    /// nothing that was stated speaks of a disorder of back, leg or foot.</exception>
    public static RiskAssessment From(Diagnosis diagnosis, FhirRiskAssessmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(options.Subject))
        {
            throw new ArgumentException("The subject is empty; expected a reference such as 'Patient/p1'.", nameof(options));
        }

        if (options.IntervalMass is { } mass && !(mass is > 0 and < 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"The mass of an interval is {mass}; expected a share between 0 and 1, such as 0.9."), nameof(options));
        }

        if (!HasReason(diagnosis))
        {
            throw new ArgumentException(
                "Nothing that was stated speaks of back, leg or foot: no complaint, and no symptom or sign that is there. Whatever the model "
                + "answers is what it thinks of anybody of that age and sex, and no assessment of this patient. State the complaint "
                + $"({nameof(FhirReadOptions)}.{nameof(FhirReadOptions.Complaint)}) if the patient has one.",
                nameof(diagnosis));
        }

        DiagnosisIntervals? intervals = options.IntervalMass is null ? null : diagnosis.ComputeIntervals(options.Uncertainty);
        string[] notes =
        [
            .. diagnosis.RedFlags.Select(static f => f.Findings.IsEmpty ? $"Red flag, {f.Urgency.Id}: {f.Reason}" : $"Red flag, {f.Urgency.Id}: {string.Join(", ", f.Findings)}. {f.Reason}"),
            .. diagnosis.UnaskedRedFlags.IsEmpty ? Array.Empty<string>() : [$"Red-flag questions not asked: {string.Join(" ", diagnosis.UnaskedRedFlags)}"],
            .. diagnosis.Doubts.Select(static d => $"Check: {d.Text}"),
            .. diagnosis.Assumptions.Select(static a => $"Taken to be so: {a.Text}"),
            Disclaimer,
        ];
        return new RiskAssessment
        {
            Text = AssessmentNarrative.Of(diagnosis, notes),
            Contained = [Program(diagnosis)],
            Performer = new ResourceReference($"#{ProgramId}", "SpineInference"),
            Status = options.Status,
            Subject = new ResourceReference(options.Subject),
            Occurrence = new FhirDateTime(options.Occurrence),
            Method = new CodeableConcept
            {
                Coding = [new Coding(FhirSystems.Model, diagnosis.ModelHash) { Version = diagnosis.ModelVersion }],
                Text = $"SpineInference {diagnosis.ModelVersion}, exact inference in its Bayesian network; model {diagnosis.ModelHash}",
            },
            Code = new CodeableConcept { Text = "Which nerve root is injured, and by what" },
            Basis = [.. options.Basis.IsDefault ? [] : options.Basis.Distinct(StringComparer.Ordinal).Select(static r => new ResourceReference(r))],
            Prediction = [.. OfCauses(diagnosis, options, intervals), .. OfRoots(diagnosis, options, intervals)],
            Mitigation = diagnosis.Advice,
            Note = [.. notes.Select(static text => new Annotation { Text = text })],
        };
    }

    /// <summary>Whether anything that was stated is a reason to assess: a complaint, a red flag, or something there that is more than a risk. Risks
    /// and denials alone say nothing of why the patient came.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>Whether anything is.</returns>
    public static bool HasReason(Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return diagnosis.Patient.Complaint != Complaint.Unknown
        || !diagnosis.RedFlags.IsEmpty
        || !diagnosis.Patient.Measured.IsEmpty
        || diagnosis.Patient.Observations.Any(static o => !Reading.FindingCatalog.Risks.Contains(o.Finding.Id) && o.Kind switch
        {
            // An absent reflex is a sign; anything else that is absent is none.
            ObservationKind.Present => o.Finding.State is not ("normal" or "unchanged" or "none")
                && (o.Finding.State != "absent" || o.Finding.Id.EndsWith("-reflex", StringComparison.Ordinal)),
            ObservationKind.Absent => o.Finding.State is "normal",
            _ => o.LikelihoodRatio > 1,
        });
    }

    /// <summary>A probability in percent as it is written.</summary>
    /// <param name="probability">A probability, in [0, 1].</param>
    internal static decimal Percent(double probability)
    {
        decimal rounded = Math.Round(100 * (decimal)probability, Digits, MidpointRounding.ToEven);
        return probability switch
        {
            <= 0 => 0,
            >= 1 => 100,
            _ => Math.Clamp(rounded, Least, 100 - Least),
        };
    }

    // The program is the performer: no person has made the assessment.
    private static Device Program(Diagnosis diagnosis) => new()
    {
        Id = ProgramId,
        DeviceName = [new Device.DeviceNameComponent { Name = "SpineInference", Type = DeviceNameType.UserFriendlyName }],
        Type = new CodeableConcept { Text = "Software: exact inference in a Bayesian network. Not a medical device." },
        Version = [new Device.VersionComponent { Value = diagnosis.ModelVersion }],
    };

    private static IEnumerable<RiskAssessment.PredictionComponent> OfCauses(
        Diagnosis diagnosis, FhirRiskAssessmentOptions options, DiagnosisIntervals? intervals) =>
        diagnosis.Cause.Select(o => Prediction(
            new Coding(FhirSystems.Cause, o.Id, o.Name),
            $"Cause: {o.Name}",
            o.Probability,
            options.Explain ? diagnosis.Explain(o) : null,
            Interval(intervals?[o], options)));

    private static IEnumerable<RiskAssessment.PredictionComponent> OfRoots(
        Diagnosis diagnosis, FhirRiskAssessmentOptions options, DiagnosisIntervals? intervals) =>
        diagnosis.RootLevel.Select(o => Prediction(
            new Coding(FhirSystems.RootLevel, o.Id, o.IsNone ? "no nerve root" : $"nerve root {o.Id}"),
            $"Principal root: {o.Id}",
            o.Probability,
            options.Explain ? diagnosis.Explain(o) : null,
            Interval(intervals?[o], options)));

    private static RiskAssessment.PredictionComponent Prediction(
        Coding outcome, string text, double probability, Explanation? explanation, Extension? interval) => new()
        {
            Outcome = new CodeableConcept { Coding = [outcome], Text = text },
            Probability = new FhirDecimal(Percent(probability)),
            Rationale = explanation is null ? null : string.Join(" ", explanation.Sentences),
            Extension = interval is null ? [] : [interval],
        };

    private static Extension? Interval(UncertainProbability? uncertain, FhirRiskAssessmentOptions options)
    {
        if (uncertain is null)
        {
            return null;
        }

        CredibleInterval interval = uncertain.ComputeCentralInterval(options.IntervalMass!.Value);
        return new Extension
        {
            Url = FhirSystems.CredibleInterval,
            Extension =
            [
                new Extension("lower", new FhirDecimal(Percent(interval.Lower))),
                new Extension("upper", new FhirDecimal(Percent(interval.Upper))),
                new Extension("mass", new FhirDecimal((decimal)interval.Mass)),
                new Extension("draws", new Integer(uncertain.Draws.Length - uncertain.ImpossibleCount)),
            ],
        };
    }
}
