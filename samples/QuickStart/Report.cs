using System.Globalization;
using System.Text;
using SpineInference;

namespace QuickStart;

/// <summary>A diagnosis as a short page of text.</summary>
internal static class Report
{
    private const int BarWidth = 30;

    public static string Of(Diagnosis diagnosis)
    {
        var text = new StringBuilder();
        text.Append("Patient  ").Append(diagnosis.Patient).Append("\n\n");
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            text.Append("RED FLAG ").Append(flag).Append('\n');
        }

        text.Append(diagnosis.RedFlags.IsEmpty ? "" : "\n");
        foreach (Doubt doubt in diagnosis.Doubts)
        {
            text.Append("CHECK    ").Append(doubt.Text).Append('\n');
        }

        foreach (Assumption assumption in diagnosis.Assumptions)
        {
            text.Append("Taken    ").Append(assumption.Text).Append('\n');
        }

        text.Append(diagnosis.Assumptions.IsEmpty ? "" : "\n");
        Append(text, "Which root?", diagnosis.RootLevel);
        Append(text, "By what?", diagnosis.Cause);
        Append(text, "Where along the nerve?", diagnosis.LesionSite);
        Append(text, "At which disc?", diagnosis.DiscLevel);
        text.Append(CultureInfo.InvariantCulture, $"Pain or numbness where the sciatic nerve runs, whatever its cause  {diagnosis.SciaticaProbability:P0}\n");
        text.Append(CultureInfo.InvariantCulture, $"log P(findings | context)  {diagnosis.LogEvidence:0.00}\n\n");
        AppendReasons(text, diagnosis);
        text.Append(diagnosis.Advice).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"Model {diagnosis.ModelVersion} ({diagnosis.ModelHash[..12]})\n");
        return text.ToString();
    }

    // The two questions a reader asks next: why, and what would settle it.
    private static void AppendReasons(StringBuilder text, Diagnosis diagnosis)
    {
        Outcome<Cause> cause = diagnosis.Cause.MostProbable;
        Explanation explanation = diagnosis.Explain(cause);
        text.Append(CultureInfo.InvariantCulture, $"Why {explanation.Hypothesis}?\n");
        foreach (Reason reason in explanation.For.Take(3).Concat(explanation.Against.Take(2)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {reason.InOrder,9}  {reason.Label}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  {diagnosis.ComputeInterval(cause).ComputeCentralInterval()} by the uncertainty of the model's numbers\n\n");
        NextFindings next = diagnosis.ProposeFindings(3);
        text.Append(next.Findings.IsEmpty && next.RedFlags.IsEmpty ? "" : "What next?\n");
        foreach (RedFlagQuestion question in next.RedFlags.Where(static q => q.Urgency == Urgency.Emergency))
        {
            text.Append(CultureInfo.InvariantCulture, $"  not asked: {question.Text}\n");
        }

        foreach (NextFinding finding in next.Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {finding}\n");
        }

        text.Append('\n');
    }

    private static void Append<T>(StringBuilder text, string question, Distribution<T> distribution)
        where T : struct, Enum
    {
        text.Append(question).Append('\n');
        foreach (Outcome<T> outcome in distribution.Ranked.Take(4))
        {
            string bar = new('█', (int)Math.Round(outcome.Probability * BarWidth));
            text.Append(CultureInfo.InvariantCulture, $"  {outcome.Id,-26} {outcome.Probability,6:0.0 %}  {bar}\n");
        }

        text.Append('\n');
    }
}
