using System.Globalization;
using System.Text;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The parts of the page of text ids that are no findings: the grammar, graded values, measurements, context and answers.</summary>
internal static class TextIdTables
{
    /// <summary>The grammar of an id, and what the outcomes are called that are no kebab-case.</summary>
    public static void AppendGrammar(StringBuilder text, KnowledgeNetwork spine)
    {
        text.Append("Every finding, value, cause and place has a stable id, used in files, by services, by the tool and in logs. Ids are compared letter for letter.\n\n");
        text.Append("```text\n");
        text.Append("finding     = [ leg \".\" ] name { \".\" name } ;      left.achilles-reflex, pain.lateral-calf, fever\n");
        text.Append("leg         = \"left\" | \"right\" ;\n");
        text.Append("name        = word { \"-\" word } ;\n");
        text.Append("word        = lower-or-digit { lower-or-digit } ;\n");
        text.Append("state       = name ;                            reduced, severely-weak\n");
        text.Append("outcome     = name | root | disc-level ;        prolapsed-disc, L5, L4/5, none\n");
        text.Append("root        = ( \"L\" | \"S\" ) digit ;\n");
        text.Append("disc-level  = root \"/\" ( digit | root ) ;\n");
        text.Append("```\n\n");
        text.Append("A finding *of a leg* takes `left.` or `right.` before its id, or stands under `left` or `right` of a [written patient](formats.md#a-patient); with no leg it joins, where it is present, the leg of the complaint or the one leg that is named elsewhere, and holds, where it is absent or normal, of both. ")
            .Append("A finding *of the patient* never takes a leg. In ids, roots and levels are in lower case and without the slash (`emg.l5`, `mri-prolapse.l4-5`).\n\n");
        DescribedFinding[] findings = [.. SpineModel.Default.DescribedFindings];
        text.Append(CultureInfo.InvariantCulture, $"There are {findings.Length} findings, {findings.Count(static f => f.IsOfLeg)} of them of a leg; {findings.Count(static f => !f.IsBinary)} are graded; {findings.Count(static f => f.IsRuleOnly)} are asked for [red-flag rules](red-flags.md) alone and do not enter the posterior. `spine findings WORDS` searches them.\n\n");
    }

    /// <summary>Graded values and measurements.</summary>
    public static void AppendValues(StringBuilder text, KnowledgeNetwork spine)
    {
        text.Append("## Graded values\n\nA finding with the states `absent` and `present` is stated under `present` or `absent`; a graded one under `values`, by a state, or by a list of the states that are still possible.\n\n");
        text.Head("states", "findings");
        foreach (IGrouping<string, DescribedVariable> group in spine.Variables
            .Where(static v => v.Kind == VariableKind.Finding && !v.IsBinary)
            .DistinctBy(static v => v.Id)
            .GroupBy(static v => string.Join(", ", v.Variable.States.Select(static s => $"`{s}`"))))
        {
            text.Row(group.Key, string.Join(", ", group.Select(static f => $"`{f.Id}`")));
        }

        text.Append("\n## Measurements\n\nGiven under `values` as a number, and read as a finding by the cut-off in the finding's own definition.\n\n");
        text.Head("id", "of", "number", "read as");
        text.Row("`ankle-brachial-index`", "patient", "ratio of systolic pressures, above 0 and below 3; of two legs, the lower", "`ankle-brachial-index-low` present below 0.9, absent from 0.9 on; `ankle-brachial-index-very-low` present below 0.4, absent from 0.4 on");
        text.Append('\n');
    }

    /// <summary>Context and answers.</summary>
    public static void AppendContextAndAnswers(StringBuilder text, KnowledgeNetwork spine)
    {
        text.Append("## Context\n\nStated of a patient, or left out where unknown.\n\n").Head("field", "values");
        text.Row("`age`", $"years, {Patient.MinimumAge} to {Patient.MaximumAge}; the model knows the bands {States(spine, "age-band")}");
        foreach (string id in (string[])["sex", "setting", "complaint"])
        {
            text.Row($"`{id}`", States(spine, id));
        }

        text.Row("`complaintSide`", States(spine, "complaint-side"));
        text.Row("`literal`", "`true` where nothing is to be read between the lines of the note, or `false`");
        text.Append("\n## Answers\n\nFields of an answer, and their outcomes in order. `root-level` and so on are the names of the network's variables, as `spine query` uses them.\n\n");
        text.Head("field", "variable", "what", "outcomes");
        foreach (Question question in Questions.All)
        {
            text.Row($"`{question.Field}`", $"`{question.Id}`", question.Description, States(spine, question.Id));
        }

        text.Row("`roots`", "`left.root.L5`", "how a root fares, for each leg and the roots L2 to S3", States(spine, "left.root.L5"));
        text.Row("`stenosis`", "`stenosis.L4/5`", "whether the canal is narrow so that it gives symptoms, for each level; written as the probability of `yes`", States(spine, "stenosis.L4/5"));
        text.Row($"`{Questions.Sciatica.Field}`", "none of its own", $"{Questions.Sciatica.Description}; written as the probability of `yes`", string.Join(", ", Questions.Sciatica.Answers.Select(static a => $"`{a.Id}`")));
        Append(text, "Roots", "root", "disc level at which it leaves the canal", NerveRoots.All.Select(static r => (r.Id, DiscLevels.All.Where(l => DiscLevels.ExitingRootAt(l) == r).Select(static l => $"`{l.Id}`").FirstOrDefault("sacrum"))));
        Append(text, "Disc levels", "level", "roots in the way, by zone", DiscLevels.All.Select(static l =>
            (l.Id, string.Join(", ", Zones.All.Select(z => $"{z.Id} `{DiscLevels.RootInTheWay(l, z).Id}`")))));
        Append(text, "Causes", "id", "in plain words", Causes.All.Select(static c => (c.Id, c.PlainName)));
        Append(text, "Regions", "region, as in `pain.…` and `sensation.…`", "in plain words", Regions.All.Select(static r => (r.Id, r.PlainName)));
        Append(text, "Muscles", "muscle, as in `…-strength`", "in plain words", Muscles.All.Select(static m => (m.Id, $"{m.PlainName}: {m.Action}")));
        text.Append("\nRules that warn have ids too: see [red flags](red-flags.md).\n");
    }

    private static string States(KnowledgeNetwork spine, string id) => string.Join(", ", spine.Network[id].States.Select(static s => $"`{s}`"));

    private static void Append(StringBuilder text, string title, string id, string what, IEnumerable<(string Id, string What)> rows)
    {
        text.Append("\n### ").Append(title).Append("\n\n").Head(id, what);
        foreach ((string rowId, string rowWhat) in rows)
        {
            text.Row($"`{rowId}`", rowWhat);
        }
    }
}
