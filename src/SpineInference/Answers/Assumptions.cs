using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Names what a diagnosis takes to be so although nobody stated it.</summary>
internal static class Assumptions
{
    public static IEnumerable<Assumption> Of(Diagnosis diagnosis)
    {
        if (diagnosis.Reading is { IsSideTaken: true } reading)
        {
            yield return reading.IsSideUnknown
                ? new Assumption("complaint-side", "one-leg", "the complaint is of one leg, which nobody named: findings are told of one.")
                : new Assumption("complaint-side", reading.Affected.Id, $"the complaint is of the {reading.ComplaintSide!.Value.Id} leg: findings are told of no other.");
        }

        if (diagnosis.Patient.Complaint == Complaint.Unknown)
        {
            Outcome<Complaint> complaint = diagnosis.Complaint.MostProbable;
            yield return new Assumption(
                "complaint", complaint.Id, FormattableString.Invariant($"what the patient comes for is {complaint.Name} ({complaint.Probability:P0}): nobody stated it."));
        }
    }
}
