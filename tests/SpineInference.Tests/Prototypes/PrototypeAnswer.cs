using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference.Tests.Prototypes;

/// <summary>What the model answers for a prototype, held against what is expected.</summary>
internal sealed class PrototypeAnswer
{
    /// <summary>A range missed by less is a matter of degree.</summary>
    public const double NearRange = 0.35;

    /// <summary>A first answer missed by no more is a matter of degree.</summary>
    public const double NearFirst = 0.10;

    private const string Syndrome = "syn";
    private const double Rounding = 1e-12;

    public PrototypeAnswer(PrototypeCase prototype, Diagnosis diagnosis)
    {
        Case = prototype;
        Diagnosis = diagnosis;
        var misses = new List<string>();
        bool isFirst = true;
        bool isNearFirst = true;
        Judge("root", prototype.Roots, [.. diagnosis.RootLevel.Select(static o => (o.Id, o.Probability))]);
        Judge("cause", prototype.Causes,
        [
            .. diagnosis.Cause.Select(static o => (o.Id, o.Probability)),
            .. prototype.Causes.Contains(Syndrome) ? [(Syndrome, diagnosis.StenosisSyndrome)] : ImmutableArray<(string, double)>.Empty,
        ]);
        double worst = 0;
        foreach ((string key, double low, double high) in prototype.Ranges)
        {
            double probability = Probability(key);
            double miss = Math.Max(low - probability, probability - high);
            if (miss > Rounding)
            {
                worst = Math.Max(worst, miss);
                misses.Add(Invariant($"{key} {probability:0.00}, expected {low:0.##} to {high:0.##}"));
            }
        }

        string[] fired = [.. diagnosis.RedFlags.Select(static f => f.Id).Distinct()];
        MissedFlags = [.. prototype.Flags.Where(f => f == "ANY" ? fired.Length == 0 : !fired.Contains(f))];
        FalseFlags = [.. prototype.ForbiddenFlags.Intersect(fired)];
        Misses = [.. misses];
        Verdict = isFirst && worst == 0 ? PrototypeVerdict.Ok
            : isFirst ? worst < NearRange ? PrototypeVerdict.Degree : PrototypeVerdict.Wrong
            : isNearFirst ? PrototypeVerdict.Degree : PrototypeVerdict.Wrong;

        void Judge(string question, ImmutableArray<string> accepted, (string Id, double Probability)[] outcomes)
        {
            if (accepted.IsEmpty)
            {
                return;
            }

            (string Id, double Probability) top = outcomes.MaxBy(static o => o.Probability);
            double best = outcomes.Where(o => accepted.Contains(o.Id)).Max(static o => o.Probability);
            if (best < top.Probability)
            {
                isFirst = false;
                isNearFirst &= top.Probability - best <= NearFirst;
                misses.Add(Invariant($"first {question} {top.Id} {top.Probability:0.00}, the best accepted {best:0.00}"));
            }
        }
    }

    public PrototypeCase Case { get; }

    public Diagnosis Diagnosis { get; }

    /// <summary>The verdict over answers and ranges; flags are listed beside it.</summary>
    public PrototypeVerdict Verdict { get; }

    public ImmutableArray<string> Misses { get; }

    public ImmutableArray<string> MissedFlags { get; }

    public ImmutableArray<string> FalseFlags { get; }

    /// <summary>Of a key such as <c>root:L2+L3</c> or <c>syn</c>.</summary>
    private double Probability(string key)
    {
        if (key == Syndrome)
        {
            return Diagnosis.StenosisSyndrome;
        }

        string[] parts = key.Split(':');
        string variable = parts[0] switch
        {
            "root" => "root-level",
            "cause" => "cause",
            "level" => "disc-level",
            "zone" => "zone",
            "side" => "side",
            "mech" => "slip-mechanism",
            "dir" => "slip-direction",
            "site" => "lesion-site",
            var other => throw new FormatException($"{Case.Id}: '{other}' is no question."),
        };
        ImmutableArray<double> posterior = Diagnosis.PosteriorOf(variable);
        return parts[1].Split('+').Sum(state => posterior[Diagnosis.Patient.Model.Network[variable].GetStateIndex(state)]);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
