using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>One change of a note: the patient with something stated, or taken back.</summary>
/// <remarks>Stateless. The library's patient is immutable; each change makes another.</remarks>
internal static class PatientEdit
{
    /// <summary>The state of a finding that is simply there.</summary>
    public const string Present = "present";

    /// <summary>The state of a finding that is simply not there.</summary>
    public const string Absent = "absent";

    /// <summary>States a finding anew; what was stated of it in the same place is taken back.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="leg">The leg; <see langword="null"/> for a finding of the patient, or of the affected leg.</param>
    /// <param name="state">One of the finding's states; <see langword="null"/> for unknown.</param>
    public static Patient State(Patient patient, DescribedFinding finding, Leg? leg, string? state)
    {
        var kept = new List<Observation>();
        foreach (Observation observation in patient.Observations)
        {
            if (observation.Finding.Id != finding.Id)
            {
                kept.Add(observation);
            }
            else if (leg is { } one && observation.Leg is null && patient.Model.IsNegative(observation))
            {
                // Denied without a leg is denied of both: the other leg keeps it.
                kept.Add(observation.In(one.Other));
            }
            else if (leg is not null && observation.Leg is not null && observation.Leg != leg)
            {
                kept.Add(observation);
            }
        }

        if (state is not null)
        {
            Finding named = patient.Model.GetFinding(finding.Id, finding.IsBinary ? Present : state);
            ObservationKind kind = finding.IsBinary && state == Absent ? ObservationKind.Absent : ObservationKind.Present;
            kept.Add(Observation.Of(named, leg, kind));
        }

        return Rebuilt(patient, patient.Age, patient.Sex, patient.Setting, patient.Complaint, patient.ComplaintSide, kept);
    }

    /// <summary>Takes one statement back.</summary>
    public static Patient Without(Patient patient, Observation statement) => Rebuilt(
        patient, patient.Age, patient.Sex, patient.Setting, patient.Complaint, patient.ComplaintSide, patient.Observations.Remove(statement));

    /// <summary>The patient with another age.</summary>
    public static Patient WithAge(Patient patient, int? age) =>
        Rebuilt(patient, age, patient.Sex, patient.Setting, patient.Complaint, patient.ComplaintSide, patient.Observations);

    /// <summary>The patient with another sex.</summary>
    public static Patient WithSex(Patient patient, Sex sex) =>
        Rebuilt(patient, patient.Age, sex, patient.Setting, patient.Complaint, patient.ComplaintSide, patient.Observations);

    /// <summary>The patient seen elsewhere.</summary>
    public static Patient WithSetting(Patient patient, Setting setting) =>
        Rebuilt(patient, patient.Age, patient.Sex, setting, patient.Complaint, patient.ComplaintSide, patient.Observations);

    private static Patient Rebuilt(
        Patient patient, int? age, Sex sex, Setting setting, Complaint complaint, Side? side, IReadOnlyCollection<Observation> observations)
    {
        Patient rebuilt = patient.Model.Patient(age, sex, setting, complaint, side).With([.. observations]);
        rebuilt = patient.IsLiteral ? rebuilt.Literally() : rebuilt;
        foreach ((string measurement, double value) in patient.Measured)
        {
            rebuilt = rebuilt.WithMeasurement(measurement, value);
        }

        return rebuilt;
    }
}
