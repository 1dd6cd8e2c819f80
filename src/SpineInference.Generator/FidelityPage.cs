using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>Published rates beside those the assembled network implies.</summary>
internal static class FidelityPage
{
    private enum Verdict
    {
        Inside,
        Near,
        Miss,
        NotFollowed,
    }

    public static string Render(KnowledgeNetwork spine, IInferenceEngine engine)
    {
        (KnowledgeTarget Target, double Implied, Verdict Verdict)[] rows = [.. spine.Knowledge.Targets.Select(t =>
        {
            double implied = Implied(engine, t);
            return (t, implied, Judge(t, implied));
        })];
        StringBuilder text = Markdown.Header("Fidelity to the sources");
        text.Append("For every published rate that the network's variables can express: the rate it implies once assembled, beside the published one and its interval. ")
            .Append("Published rates are not bent, and parameters are not tuned to this page; where structure carries a rate through latent variables, the two differ. ")
            .Append("*inside*: within the published interval (or within 0.02 of the rate where none is given; within a factor 1.25 for odds ratios). ")
            .Append("*near*: within 0.05 of the interval (factor 1.5). *miss*: neither; the note gives the reason. ")
            .Append("*not followed*: another source contradicts it and the note says which the model follows.\n\n");
        text.Head("verdict", "published rates");
        foreach (Verdict verdict in Enum.GetValues<Verdict>())
        {
            text.Row(Word(verdict), rows.Count(r => r.Verdict == verdict).ToString(CultureInfo.InvariantCulture));
        }

        text.Append('\n').Head("rate", "event", "given", "published", "interval", "implied", "verdict", "basis", "source", "note");
        foreach ((KnowledgeTarget target, double implied, Verdict verdict) in rows)
        {
            text.Row(
                target.Id,
                Describe(target.Event),
                Describe(target.Given) + (target.Against.IsEmpty ? "" : $" against {Describe(target.Against)}"),
                (target.IsOddsRatio ? "odds ratio " : "") + Markdown.Number(target.Rate),
                target.Interval is { } i ? $"{Markdown.Number(i.Low)}–{Markdown.Number(i.High)}" : "",
                implied.ToString("0.000", CultureInfo.InvariantCulture),
                Word(verdict),
                target.Basis.ToString().ToLowerInvariant(),
                string.Join(", ", target.Sources),
                target.Note ?? "");
        }

        FidelityRows.Append(text, spine, engine);
        return text.ToString();
    }

    /// <summary>The rate, or odds ratio, that the network implies.</summary>
    internal static double Implied(IInferenceEngine engine, KnowledgeTarget target)
    {
        double rate = Conditional(engine, target.Event, target.Given);
        if (!target.IsOddsRatio)
        {
            return rate;
        }

        double other = Conditional(engine, target.Event, target.Against);
        return rate / (1 - rate) / (other / (1 - other));
    }

    internal static double Conditional(
        IInferenceEngine engine,
        ImmutableSortedDictionary<string, ImmutableArray<string>> @event,
        ImmutableSortedDictionary<string, ImmutableArray<string>> given)
    {
        Evidence condition = Observe(Evidence.None(engine.Network), given);
        double logCondition = engine.Query(condition).LogEvidence;
        return engine.TryQuery(Observe(condition, @event), out Posteriors? both) ? Math.Exp(both.LogEvidence - logCondition) : 0;
    }

    private static Evidence Observe(Evidence evidence, ImmutableSortedDictionary<string, ImmutableArray<string>> states)
    {
        foreach ((string name, ImmutableArray<string> accepted) in states)
        {
            Variable variable = evidence.Network[name];
            ReadOnlySpan<double> known = evidence.LikelihoodsOf(variable);
            var likelihoods = new double[variable.StateCount];
            foreach (string state in accepted)
            {
                int s = variable.GetStateIndex(state);
                likelihoods[s] = known.IsEmpty ? 1 : known[s];
            }

            evidence = evidence.ObserveLikelihood(variable, likelihoods);
        }

        return evidence;
    }

    private static Verdict Judge(KnowledgeTarget target, double implied)
    {
        if (!target.Follows)
        {
            return Verdict.NotFollowed;
        }

        (double low, double high) = target.Interval
            ?? (target.IsOddsRatio ? (target.Rate / 1.25, target.Rate * 1.25) : (target.Rate - 0.02, target.Rate + 0.02));
        if (implied >= low && implied <= high)
        {
            return Verdict.Inside;
        }

        bool near = target.IsOddsRatio ? implied >= low / 1.2 && implied <= high * 1.2 : implied >= low - 0.05 && implied <= high + 0.05;
        return near ? Verdict.Near : Verdict.Miss;
    }

    private static string Word(Verdict verdict) => verdict == Verdict.NotFollowed ? "not followed" : verdict.ToString().ToLowerInvariant();

    private static string Describe(ImmutableSortedDictionary<string, ImmutableArray<string>> states) =>
        string.Join("; ", states.Select(static s => $"{s.Key} = {string.Join(" or ", s.Value)}"));
}
