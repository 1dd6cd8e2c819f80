using System.Globalization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Who a patient is, in words that people read.</summary>
internal static class PatientWords
{
    /// <summary>Sex, age, setting and complaint; then which of the first three are not told.</summary>
    public static string Of(Patient patient)
    {
        (string Name, string? Told)[] parts =
        [
            ("sex", patient.Sex == Sex.Unknown ? null : patient.Sex.PlainName),
            ("age", patient.Age is { } age ? (patient.Sex == Sex.Unknown ? string.Create(CultureInfo.InvariantCulture, $"{age} years") : age.ToString(CultureInfo.InvariantCulture)) : null),
            ("setting", patient.Setting == Setting.Unknown ? null : patient.Setting.PlainName),
        ];
        string[] untold = [.. parts.Where(static p => p.Told is null).Select(static p => p.Name)];
        IEnumerable<string> words = parts.Where(static p => p.Told is not null).Select(static p => p.Told!).Concat(Complaint(patient) is { } complaint ? [complaint] : []);
        return string.Join(", ", untold.Length == 0 ? words : words.Append($"{Listed(untold)} not told"));
    }

    private static string? Complaint(Patient patient) => (patient.Complaint, patient.ComplaintSide) switch
    {
        (SpineInference.Complaint.Unknown, null) => null,
        (SpineInference.Complaint.Unknown, Side.Both) => "complaint on both sides",
        (SpineInference.Complaint.Unknown, { } side) => $"complaint on the {side.Id} side",
        (var complaint, null) => $"comes for {complaint.PlainName}",
        var (complaint, side) => $"comes for {complaint.PlainName} ({side.Value.Id})",
    };

    private static string Listed(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
