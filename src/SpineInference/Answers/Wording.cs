using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Names of findings and hypotheses in words.</summary>
internal static class Wording
{
    /// <summary>An observed variable with its leg and what was seen: <c>Foot drop (left)</c>, <c>Achilles reflex (left: normal)</c>.</summary>
    public static string OfFinding(Diagnosis diagnosis, Variable variable)
    {
        DescribedVariable described = diagnosis.Patient.Model.Description[variable];
        string seen = Seen(diagnosis.Evidence, described, variable);
        string? leg = LegOf(diagnosis, described);
        string detail = leg is null ? seen : seen.Length == 0 ? leg : $"{leg}: {seen}";
        return detail.Length == 0 ? described.Label : $"{described.Label} ({detail})";
    }

    /// <summary>A variable with its leg: <c>Foot drop (left)</c>.</summary>
    public static string OfVariable(Diagnosis diagnosis, Variable variable)
    {
        DescribedVariable described = diagnosis.Patient.Model.Description[variable];
        return LegOf(diagnosis, described) is { } leg ? $"{described.Label} ({leg})" : described.Label;
    }

    /// <summary>A hypothesis in words: <c>prolapsed disc</c>, <c>L5 or S1</c>.</summary>
    public static string OfHypothesis(Diagnosis diagnosis, Hypothesis hypothesis) =>
        string.Join(" or ", hypothesis.States.Select(s => OfState(diagnosis, hypothesis.Variable, s)));

    /// <summary>A state in words: <c>prolapsed disc</c>, <c>L5</c>, <c>no root</c>. Where no leg is named, the network's left one is the
    /// affected one.</summary>
    public static string OfState(Diagnosis diagnosis, Variable variable, int state)
    {
        string id = variable.States[state];
        return (id, diagnosis.Reading.IsNamed) switch
        {
            ("left", false) => "the affected leg",
            ("right", false) => "the other leg",
            _ => Questions.Find(variable.Name) is { } question && question.TryParse(id, out Answer? answer) ? answer.Name : id.Replace('-', ' '),
        };
    }

    // Of legs of which nothing says left or right, the network's left one is the affected one.
    private static string? LegOf(Diagnosis diagnosis, DescribedVariable described) => (described.Copy, diagnosis.Reading.IsNamed) switch
    {
        (null, _) or ("left", false) => null,
        (_, false) => "other leg",
        var (leg, _) => leg,
    };

    private static string Seen(Evidence evidence, DescribedVariable described, Variable variable)
    {
        ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(variable);
        int state = evidence.ObservedStateOf(variable);
        if (state >= 0)
        {
            return described.IsBinary && state == 1 ? "" : variable.States[state].Replace('-', ' ');
        }

        var possible = new List<string>();
        bool isHard = true;
        for (int s = 0; s < likelihoods.Length; s++)
        {
            isHard &= likelihoods[s] is 0 or 1;
            if (likelihoods[s] > 0)
            {
                possible.Add(variable.States[s].Replace('-', ' '));
            }
        }

        return isHard ? string.Join(" or ", possible) : "uncertain";
    }
}
