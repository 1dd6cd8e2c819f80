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
        Append(text, "Which root?", diagnosis.RootLevel);
        Append(text, "By what?", diagnosis.Cause);
        Append(text, "Where along the nerve?", diagnosis.LesionSite);
        Append(text, "At which disc?", diagnosis.DiscLevel);
        text.Append(CultureInfo.InvariantCulture, $"Sciatica  {diagnosis.SciaticaProbability:P0}\n");
        text.Append(CultureInfo.InvariantCulture, $"log P(findings | context)  {diagnosis.LogEvidence:0.00}\n\n");
        text.Append(diagnosis.Advice).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"Model {diagnosis.ModelVersion} ({diagnosis.ModelHash[..12]})\n");
        return text.ToString();
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
