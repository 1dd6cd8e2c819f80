using System.Text;

namespace SpineInference.Generator;

/// <summary>The published list of red-flag rules.</summary>
internal static class RedFlagsPage
{
    public static string Render()
    {
        StringBuilder text = Markdown.Header("Red flags");
        text.Append("These rules fire on any qualifying finding, whatever the posterior says, also on one that is only likely. A finding that is unknown never fires and never reassures.\n\n");
        text.Head("rule", "urgency", "any of these findings", "reason", "evidence");
        foreach (RedFlagRule rule in RedFlagRule.All)
        {
            text.Row(
                $"`{rule.Id}`",
                rule.Urgency.ToString(),
                string.Join(", ", rule.Findings.Select(static f => f.State == "present" ? $"`{f.Id}`" : $"`{f.Id}` = {f.State}"))
                    + (rule.UnlessBackPainAbsent ? " — unless `low-back-pain` is stated to be absent" : ""),
                rule.Reason,
                rule.Source);
        }

        return text.ToString();
    }
}
