using System.Globalization;
using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The published list of red-flag rules, with their false alarms.</summary>
internal static class RedFlagsPage
{
    private const int PatientsOfASetting = 20_000;
    private const int Seed = 12;

    public static string Render(KnowledgeNetwork spine)
    {
        StringBuilder text = Markdown.Header("Red flags");
        text.Append("What you leave with: when the library alarms, how fast someone must look, which published pathway says so, and how often each rule alarms for nothing.\n\n")
            .Append("A rule fires on what is stated, whatever the posterior says. A finding that is only likely (a likelihood ratio above 1) fires too: safety does not wait. ")
            .Append("A finding that is unknown never fires, never silences a rule and never reassures: the questions that were not asked are listed in every answer, and come first among the next findings. ")
            .Append("With any flag the advice says what the most urgent one demands, and nothing slower or milder. A cause that must not wait, has a probability of .3 or more (judgement) and no such rule beside it is a flag of the diagnosis, too: `likely-acute-limb-ischaemia` at once, `likely-central` today, `likely-other-serious` within days.\n\n");
        text.Head("urgency", "means");
        text.Row("`emergency`", "at once");
        text.Row("`same-day`", "today");
        text.Row("`urgent`", "within days");
        text.Append("\n## Rules\n\n").Head("rule", "urgency", "fires when", "why", "what to do", "sources");
        foreach (RedFlagRule rule in RedFlagRule.All)
        {
            text.Row($"`{rule.Id}`", rule.Urgency.Id, Condition(rule) + (rule.WeakerThan.IsEmpty ? "" : $"; silent where {string.Join(" or ", rule.WeakerThan.Select(static w => $"`{w}`"))} fires"), rule.Reason, rule.Action, string.Join(", ", rule.Sources));
        }

        text.Append("\nA finding of a leg fires in either leg unless the rule says *in both legs*; stated without a leg beside `both-legs`, it counts for both. *Unless* silences a rule only where that is stated. `*` stands for every id of that form. Groups:\n\n");
        text.Head("group", "any of");
        foreach ((string name, string members) in RedFlagRule.Groups)
        {
            text.Row($"*{name}*", members);
        }

        AppendFalseAlarms(text);
        AppendSafetyNet(text);
        text.Append("\n## Findings asked for a rule alone\n\n")
            .Append("No source gives their rate with and without what they warn of. They are asked for the rules, they do not enter the posterior, and the shares above are counted as if nobody had asked them: ")
            .Append(string.Join(", ", ShippedKnowledge.RuleOnly.Select(static f => $"`{f.Id}`")))
            .Append(". Their names and synonyms: [text ids](findings.md#asked-for-red-flag-rules-alone).\n\n## Sources\n\n")
            .Head("key", "what was read", "citation");
        foreach (string key in RedFlagRule.All.SelectMany(static r => r.Sources).Concat(SafetyNet.All.SelectMany(static p => p.Sources)).Distinct().Order(StringComparer.Ordinal))
        {
            KnowledgeReference reference = spine.Knowledge.References[key];
            text.Row(key, reference.Quantity, Markdown.Citation(reference.Citation));
        }

        text.Append("\nSought and not used: the guideline of the American College of Physicians (Qaseem A, Wilt TJ, McLean RM, Forciea MA. Ann Intern Med 2017;166(7):514-530, 4 April 2017), of which only the record could be read and which treats back pain without red flags; no rule rests on it.\n");
        return text.ToString();
    }

    private static void AppendSafetyNet(StringBuilder text)
    {
        text.Append("\n## When to come back\n\nThe advice tells it in words for the patient, unless a flag sends the patient to hospital at once. What holds for everybody is always told; a part is told where its causes together have a probability of .1 or more (judgement: a sentence too many costs little). The words are ours; that these are the signs to go by stands in the sources.\n\n")
            .Head("part", "causes", "told", "sources");
        foreach (SafetyNet part in SafetyNet.All)
        {
            text.Row($"`{part.Id}`", part.Causes.IsEmpty ? "any" : string.Join(", ", part.Causes.Select(static c => $"`{c.Id}`")), part.Text, string.Join(", ", part.Sources));
        }
    }

    private static void AppendFalseAlarms(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## False alarms\n\nThe share of simulated patients for whom a rule fires although they do not have what it warns of: {PatientsOfASetting:#,0} patients of each setting drawn from the model itself, asked everything that the network holds, with a fixed seed. It measures the rules against the model's own rates of signs, not against patients. An emergency rule is to stay below 3 %; a test holds it.\n\n");
        text.Head(["rule", "urgency", "warns of", .. RedFlagFalseAlarms.Settings.Select(static s => s == Setting.PrimaryCare ? "primary care" : "spine clinic"), "without a rate"]);
        foreach (RedFlagFalseAlarm alarm in RedFlagFalseAlarms.Count(SpineModel.Default, PatientsOfASetting, Seed))
        {
            RedFlagRule rule = alarm.Rule;
            text.Row([
                $"`{rule.Id}`",
                rule.Urgency.Id,
                rule.WarnsOf,
                .. alarm.Shares.Select(static s => double.IsNaN(s) ? "no rate exists" : string.Create(CultureInfo.InvariantCulture, $"{100 * s:0.0} %")),
                string.Join(", ", rule.Findings.Select(static f => f.Id).Distinct().Where(static id => ShippedKnowledge.RuleOnly.Any(f => f.Id == id)).Select(static id => $"`{id}`"))]);
        }
    }

    private static string Condition(RedFlagRule rule) =>
        rule.Condition.StartsWith('(') && rule.Condition.EndsWith(')') ? rule.Condition[1..^1] : rule.Condition;
}
