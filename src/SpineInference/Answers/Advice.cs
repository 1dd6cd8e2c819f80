using System.Text;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Says who should look next: first what a red flag demands, then what the posterior supports, and no more.</summary>
internal static class Advice
{
    /// <summary>Below this probability a cause or root is not named as the answer.</summary>
    public const double NamedFrom = 0.5;

    private const string Caveat = "This supports a clinician's judgement and does not replace it.";

    public static string For(Diagnosis diagnosis)
    {
        var text = new StringBuilder();
        Urgency urgency = diagnosis.RedFlags.Select(static f => f.Urgency).DefaultIfEmpty(Urgency.Routine).Max();
        if (urgency == Urgency.Emergency)
        {
            text.Append("Emergency: refer at once for imaging and a surgical opinion. ");
        }
        else if (urgency == Urgency.Urgent)
        {
            text.Append("Urgent: have the patient seen by a spine specialist within days. ");
        }

        Outcome<Cause> cause = diagnosis.Cause.MostProbable;
        if (cause.Probability < NamedFrom)
        {
            Outcome<Cause> rival = diagnosis.Cause.Ranked[1];
            text.Append(FormattableString.Invariant(
                $"Undecided between {Words(cause.Id)} ({cause.Probability:P0}) and {Words(rival.Id)} ({rival.Probability:P0}): examine further before choosing. "));
        }

        text.Append(NextStep(diagnosis, cause.Value!.Value)).Append(' ').Append(Caveat);
        return text.ToString();
    }

    private static string NextStep(Diagnosis diagnosis, Cause cause)
    {
        string root = diagnosis.RootLevel.MostProbable is { Value: { } value, Probability: >= NamedFrom } ? $" of {value.Id}" : "";
        return cause switch
        {
            Cause.ProlapsedDisc => $"Test strength, reflexes and sensation{root}; a general practitioner or physiotherapist can follow it, a spine specialist if it persists beyond six weeks or weakens.",
            Cause.LumbarSpinalStenosis or Cause.Spondylolisthesis => "Ask how far the patient walks and feel the pulses; a spine specialist can judge imaging in standing.",
            Cause.CommonFibularNeuropathy => "Examine the fibular head and ask about pressure on it; a neurologist can settle it by nerve conduction.",
            Cause.SciaticNeuropathy => "Examine the buttock and hip; a neurologist can settle it by electrodiagnosis.",
            Cause.TibialNeuropathy => "Examine behind the medial malleolus; a neurologist or foot specialist can settle it by nerve conduction.",
            Cause.Polyneuropathy => "Look for diabetes, alcohol, B12 deficiency and drugs; a neurologist can settle it by nerve conduction.",
            Cause.VascularClaudication => "Feel the pulses and measure the ankle–brachial index; a vascular specialist is next.",
            Cause.FootDisorder => "Examine the foot and ankle; a foot specialist or physiotherapist is next.",
            Cause.ReferredPain => "No nerve injury is likely: a physiotherapist can treat it; look again if weakness or numbness appears.",
            Cause.Central => "Look for upper motor neuron signs; a neurologist is next, with imaging of brain and cord.",
            _ => "Imaging is needed to tell what presses on the nerve; a spine specialist is next.",
        };
    }

    private static string Words(string id) => id.Replace('-', ' ');
}
