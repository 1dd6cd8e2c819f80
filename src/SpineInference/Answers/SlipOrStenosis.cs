using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Whether stenosis and a degenerative slip are told apart by nothing but the patient's sex, and which image would tell.</summary>
internal static class SlipOrStenosis
{
    private const string SexName = "sex";

    // The two together are the answer, and neither is out of the question.
    private const double TogetherFrom = 0.5;
    private const double EachFrom = 0.1;

    /// <summary>The image that would tell; <see langword="null"/> where sex decides nothing.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>The finding "a slip is seen" at the level that tells most of the cause.</returns>
    public static InformationGain? ImageThatWouldTell(Diagnosis diagnosis)
    {
        BayesianNetwork network = diagnosis.Patient.Model.Network;
        Variable[] images = [.. network.Variables.Where(v => v.Name.StartsWith("slip-seen.", StringComparison.Ordinal))];
        if (images.Any(v => !diagnosis.Evidence.LikelihoodsOf(v).IsEmpty) || !DecidedBySexAlone(diagnosis))
        {
            return null;
        }

        var target = new InformationTarget(TargetCombination.Joint, [network["cause"]]);
        return InformationRanking.Rank(diagnosis.Patient.Model.Engine, diagnosis.Evidence, target, images, static _ => 1)[0];
    }

    /// <summary>The doubt in words; none where sex decides nothing.</summary>
    public static IEnumerable<Doubt> Of(Diagnosis diagnosis)
    {
        if (diagnosis.ImageThatWouldTell is { } image)
        {
            string seen = Wording.OfVariable(diagnosis, image.Finding);
            string sex = diagnosis.Patient.Sex == Sex.Female ? "a woman" : "a man";
            yield return new Doubt(
                "stenosis-or-slip",
                [seen],
                $"Undecided between lumbar spinal stenosis and a degenerative slip: that the patient is {sex} is all that puts one before the other. A standing radiograph would tell ({seen}).");
        }
    }

    // The other sex, all else the same, would turn the order round.
    private static bool DecidedBySexAlone(Diagnosis diagnosis)
    {
        double stenosis = diagnosis.Cause[Cause.LumbarSpinalStenosis];
        double slip = diagnosis.StenosisSyndrome - stenosis;
        if (diagnosis.Patient.Sex == Sex.Unknown || stenosis + slip < TogetherFrom || Math.Min(stenosis, slip) < EachFrom)
        {
            return false;
        }

        Evidence turned = diagnosis.Evidence.Observe(SexName, (diagnosis.Patient.Sex == Sex.Female ? Sex.Male : Sex.Female).Id);
        Posteriors other;
        try
        {
            other = diagnosis.Patient.Model.Engine.Query(turned);
        }
        catch (ImpossibleEvidenceException)
        {
            // What was stated belongs to one sex: a pregnancy.
            return false;
        }

        double otherStenosis = other["cause"][StateOf(diagnosis, "cause", "lumbar-spinal-stenosis")];
        double otherSlip = other["slip-mechanism"][StateOf(diagnosis, "slip-mechanism", "arthritis")] + other["slip-mechanism"][StateOf(diagnosis, "slip-mechanism", "instability")];
        return stenosis > slip != otherStenosis > otherSlip;
    }

    private static int StateOf(Diagnosis diagnosis, string variable, string state) => diagnosis.Patient.Model.Network[variable].GetStateIndex(state);
}
