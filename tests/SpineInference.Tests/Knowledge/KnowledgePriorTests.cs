using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tests.Knowledge;

public sealed class KnowledgePriorTests
{
    private static readonly KnowledgeNetwork Shipped = KnowledgeNetwork.Assemble(ShippedKnowledge.Base);
    private static readonly LogOddsPrior Prior = KnowledgePrior.Of(Shipped);
    private static readonly ProbabilityRow AgeBands = Shipped.Network.DistributionOf(Shipped.Network["age-band"]).Rows[0];

    [Fact]
    public void Of_EveryRowThatMayBeOff_HasAWidth()
    {
        Assert.All(
            Shipped.Network.Rows.Where(static r => !r.IsDefinition && r.Probabilities.Count(static p => p > 0) > 1 && r.Id != AgeBands.Id),
            row => Assert.All(
                Enumerable.Range(0, row.Length).Where(s => row.Probabilities[s] > 0),
                state => Assert.InRange(Prior.LogOddsDeviationOf(row, state), 0.03, 1.6)));
    }

    [Fact]
    public void Of_AVariableThatItsTableCallsKnown_HasNoWidth()
    {
        Assert.All(Enumerable.Range(0, AgeBands.Length), static s => Assert.Equal(0, Prior.LogOddsDeviationOf(AgeBands, s)));
        Assert.Equal(["age-band"], Shipped.Knowledge.Tables.SelectMany(static t => t.Variables).Where(static v => v.IsKnown).Select(static v => v.Id));
    }

    [Fact]
    public void Of_ARowOfTwoStatesWithAnInterval_HasIt()
    {
        int checkedRows = 0;
        foreach (ProbabilityRow row in Shipped.Network.Rows.Where(static r => r.Length == 2))
        {
            if (!Shipped.TryGetRow(row, out KnowledgeRow? source) || source.Intervals.Count == 0 || source.Basis == Basis.Definition
                || source.Intervals.Values.Any(static i => i.Low == 0 || i.High == 1))
            {
                continue;
            }

            (double low, double high) = source.Intervals.Values.First();
            double z = source.Basis == Basis.Expert ? 1.6448536 : 1.9599640;
            double stated = (LogOdds(high) - LogOdds(low)) / (2 * z);

            // An interval narrower than what is shared with other rows is as wide as that: nothing here is.
            Assert.InRange(Prior.LogOddsDeviationOf(row, 1), 0.95 * stated, 1.3 * stated);
            checkedRows++;
        }

        Assert.True(checkedRows > 30, $"{checkedRows} rows with an interval.");
    }

    [Fact]
    public void Of_ARareRateByJudgement_IsAFactorAndNotTwentySix()
    {
        ProbabilityRow rare = Shipped.Network.Rows.First(r => r.Length == 2 && r.Probabilities[1] is > 0 and <= 0.02
            && Shipped.TryGetRow(r, out KnowledgeRow? source) && source.Basis == Basis.Expert && source.Intervals.Count == 0);
        double factor = Math.Exp(1.6448536 * Prior.LogOddsDeviationOf(rare, 1));
        Assert.InRange(factor, 2, 7);
    }

    [Fact]
    public void Of_ARowTaughtByAStudy_IsAsWideAsJudgementOfItsKind()
    {
        ProbabilityRow row = Shipped.Network.Rows.First(r => r.Length == 2 && r.Probabilities[1] > 0.3
            && Shipped.TryGetRow(r, out KnowledgeRow? s) && s.Basis == Basis.Literature && s.EffectiveSampleSize >= 20);
        Assert.True(Shipped.TryGetRow(row, out KnowledgeRow? source));

        LogOddsPrior taught = KnowledgePrior.Of(Shipped, source.Sources.ToImmutableHashSet());

        Assert.Equal(Math.Log(3.3) / 1.6448536, taught.LogOddsDeviationOf(row, 1), 1e-3);
        Assert.True(Prior.LogOddsDeviationOf(row, 1) < taught.LogOddsDeviationOf(row, 1));
    }

    [Fact]
    public void Of_CausesOfOneTable_SplitTogether()
    {
        CommonError split = Assert.Single(Prior.CommonErrors, static e => e.Name.Contains("against the rest", StringComparison.Ordinal));
        Assert.True(split.Parameters.Length > 100);
        Assert.Contains(Prior.CommonErrors, static e => e.Name == "sensitivities by judgement" && e.IsJudgement && e.Parameters.Length > 100);
        Assert.Contains(Prior.CommonErrors, static e => e.Name == "background rates by judgement" && e.IsJudgement && e.Parameters.Length > 100);
        Assert.Contains(Prior.CommonErrors, static e => e.Name.EndsWith("computed together", StringComparison.Ordinal) && !e.IsJudgement);
    }

    [Fact]
    public void Of_PriorsJudgedOfOneSource_AreOffTogether_AndNoWider()
    {
        CommonError[] judged = [.. Prior.CommonErrors.Where(static e => e.Name == "aetiology = central, computed together" && e.IsJudgement)];

        // Of weakness, of the foot alone and of the back alone: each of eleven ages, two sexes and two places of care.
        Assert.Equal(3, judged.Length);
        Assert.All(judged, static e => Assert.Equal(44, e.Parameters.Length));
        ProbabilityRow row = Shipped.Network.Rows.First(r => judged[0].Parameters.Any(p => p >= r.ParameterOffset && p < r.ParameterOffset + r.Length));
        Assert.Equal(23, row.Length);
        Assert.InRange(judged[0].StandardDeviation, 0.4, Prior.LogOddsDeviationOf(row, 20));
    }

    [Fact]
    public void Load_ASplitOfAStateThatIsNone_SaysWhere()
    {
        byte[] table = """
            {"title": "t", "variables": [{"id": "a", "label": "A", "scope": "patient", "kind": "latent", "states": ["no", "yes"], "parents": [],
             "split": [["maybe"]], "rows": [{"p": {"yes": 0.2}, "basis": "expert", "ess": 5, "note": "n"}]}]}
            """u8.ToArray();
        KnowledgeFormatException fault = Assert.Throws<KnowledgeFormatException>(() => KnowledgeBase.Load([("01-a.json", table)]));
        Assert.Contains(fault.Faults, static f => f.Message.Contains("'maybe'", StringComparison.Ordinal) && f.Line == 2);
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
