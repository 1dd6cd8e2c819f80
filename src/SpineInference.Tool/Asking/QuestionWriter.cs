using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Tool.Asking;

/// <summary>Turns what is open about a patient into questions in plain words.</summary>
internal sealed class QuestionWriter(SpineModel model, NextFindingsOptions options)
{
    // As many as may be passed over before the interview runs dry.
    private const int Proposals = 60;

    private readonly Dictionary<string, DescribedFinding> _findings = model.DescribedFindings.ToDictionary(static f => f.Id, StringComparer.Ordinal);

    // In how many rules each finding stands.
    private readonly Dictionary<string, int> _mentions = RedFlagRule.All.SelectMany(static r => r.Findings.Select(static f => f.Id).Distinct())
        .GroupBy(static id => id, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.Count(), StringComparer.Ordinal);

    private (Patient? Patient, Dictionary<string, ImmutableArray<AskedQuestion>> ByRule) _cores = (null, []);

    private readonly Dictionary<string, RedFlagRule> _rules = RedFlagRule.All.ToDictionary(static r => r.Id, StringComparer.Ordinal);

    /// <summary>The red flags that are open, the most urgent first.</summary>
    public IEnumerable<AskedQuestion> OfRedFlags(Patient patient) => patient.UnaskedRedFlags.Select(q => OfRedFlag(q, patient)).Where(static q => !q.Parts.IsEmpty);

    /// <summary>Who the patient is, as far as it is not known.</summary>
    public static IEnumerable<AskedQuestion> OfContext(Patient patient)
    {
        if (patient.Age is null)
        {
            yield return new AskedQuestion("age", "How old is the patient, in years?", ["Causes differ with age."], [])
            {
                OfNumber = static years => new AskedAnswer($"{years} years", p => With(p, years, p.Sex, p.Setting)),
            };
        }

        if (patient.Sex == Sex.Unknown)
        {
            yield return new AskedQuestion("sex", "Sex?", ["Causes differ between men and women."],
            [
                new AskedAnswer("Male", static p => With(p, p.Age, Sex.Male, p.Setting)),
                new AskedAnswer("Female", static p => With(p, p.Age, Sex.Female, p.Setting)),
            ]);
        }

        if (patient.Setting == Setting.Unknown)
        {
            yield return new AskedQuestion("setting", "Where is the patient seen?", ["Whoever reaches a spine clinic has other causes, and is worse."],
            [
                new AskedAnswer("Primary care", static p => With(p, p.Age, p.Sex, Setting.PrimaryCare)),
                new AskedAnswer("A spine clinic", static p => With(p, p.Age, p.Sex, Setting.SpineClinic)),
            ]);
        }
    }

    /// <summary>The findings that tell most, the best first.</summary>
    public IEnumerable<AskedQuestion> OfFindings(Diagnosis diagnosis)
    {
        NextFindings next = diagnosis.ProposeFindings(Proposals, options);
        return next.Findings.Select(f => OfFinding(f, next.EntropyBits));
    }

    private AskedQuestion OfRedFlag(RedFlagQuestion question, Patient patient)
    {
        RedFlagRule rule = _rules[question.Rule];
        return new AskedQuestion($"red-flag {question.Rule}", question.Text, [$"{question.Urgency.PlainName} if so: {rule.Action}."], [AskedAnswer.Some])
        {
            Urgency = question.Urgency,
            Parts = KnownCore([.. question.Findings.SelectMany(f => PartsOf(f, rule))], rule.Id, patient),
        };
    }

    // The same patient is asked about again wherever an answer was not known.
    private ImmutableArray<AskedQuestion> KnownCore(ImmutableArray<AskedQuestion> parts, string rule, Patient patient)
    {
        if (!ReferenceEquals(_cores.Patient, patient))
        {
            _cores = (patient, new Dictionary<string, ImmutableArray<AskedQuestion>>(StringComparer.Ordinal));
        }

        if (!_cores.ByRule.TryGetValue(rule, out ImmutableArray<AskedQuestion> core))
        {
            _cores.ByRule.Add(rule, core = Core(parts, rule, patient));
        }

        return core;
    }

    // A rule names what it is about and what must keep it company, such as any leg symptom. A "no" to the question denies what it is about and
    // nothing else: the fewest findings whose absence settles the rule, those that other rules share left out first.
    private ImmutableArray<AskedQuestion> Core(ImmutableArray<AskedQuestion> parts, string rule, Patient patient)
    {
        if (!IsSettled(parts))
        {
            // Something that is asked elsewhere keeps it open: then what fires it by itself.
            AskedQuestion[] alone = [.. parts.Where(p => p.Answers[0].State!(patient).RedFlags.Any(f => f.Id == rule))];
            return alone.Length > 0 ? [.. alone] : parts;
        }

        // Leaving out one after the other ends at a set of which none can go, not at the smallest: so from both ends.
        return new[] { parts.OrderBy(p => _mentions[p.Finding!]), parts.OrderByDescending(p => _mentions[p.Finding!]) }
            .Select(order => Fewest([.. order])).MinBy(static f => f.Length);

        ImmutableArray<AskedQuestion> Fewest(ImmutableArray<AskedQuestion> order)
        {
            List<AskedQuestion> kept = [.. parts];
            foreach (AskedQuestion part in order)
            {
                int place = kept.IndexOf(part);
                kept.RemoveAt(place);
                if (!IsSettled(kept))
                {
                    kept.Insert(place, part);
                }
            }

            return [.. kept];
        }

        bool IsSettled(IEnumerable<AskedQuestion> denied) =>
            denied.Aggregate(patient, static (p, q) => q.Answers[^1].State!(p)).UnaskedRedFlags.All(q => q.Rule != rule);
    }

    // A finding that the rule speaks of, in the state that it asks for; patterns and context are asked elsewhere.
    private IEnumerable<AskedQuestion> PartsOf(string named, RedFlagRule rule)
    {
        Leg? leg = null;
        string id = named;
        if (named.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && Legs.TryParse(named[..dot], out Leg told))
        {
            (leg, id) = (told, named[(dot + 1)..]);
        }

        if (!_findings.TryGetValue(id, out DescribedFinding? finding))
        {
            yield break;
        }

        foreach (string state in rule.Findings.Where(f => f.Id == id).Select(static f => f.State).Distinct(StringComparer.Ordinal))
        {
            Finding asked = model.GetFinding(id, state);
            yield return new AskedQuestion(
                $"{rule.Id}/{named}={state}",
                $"{WordsOf(finding, leg)}{(state == "present" ? "" : $": {Plain(state)}")}?",
                [],
                [
                    new AskedAnswer("Yes", p => p.With(Observation.Of(asked, leg))),
                    new AskedAnswer("No", p => p.With(Observation.Of(asked, leg, ObservationKind.Absent))),
                ])
            {
                Finding = id,
            };
        }
    }

    private AskedQuestion OfFinding(NextFinding next, double entropyBits)
    {
        ImmutableArray<string> why =
        [
            string.Create(CultureInfo.InvariantCulture, $"It would tell {next.Bits:0.00} of the {entropyBits:0.00} bits that are open about root and cause."),
            .. next.Outcomes.Select(static o => $"If {Plain(o.State)} ({PlainText.Percent(o.Probability)}): {Best(o.RootLevel!)}, {Best(o.Cause!)}."),
        ];
        string id = next.Leg is { } leg ? $"{leg.Id}.{next.Id}" : next.Id;
        return new AskedQuestion(id, $"{(_findings.TryGetValue(next.Id, out DescribedFinding? finding) ? WordsOf(finding, next.Leg) : next.Label)}?", why, [.. next.Outcomes.Select(o => OfState(next, finding, o.State))]);
    }

    private AskedAnswer OfState(NextFinding next, DescribedFinding? finding, string state)
    {
        if (finding is null)
        {
            return new AskedAnswer(Capital(Plain(state)), next.Id == "complaint"
                ? p => p.Complains(Complaints.Parse(state))
                : p => p.Complains(p.Complaint, Sides.Parse(state)));
        }

        if (finding.IsBinary)
        {
            Finding present = model.GetFinding(next.Id);
            return state == "present"
                ? new AskedAnswer("Yes", p => p.With(Observation.Of(present, next.Leg)))
                : new AskedAnswer("No", p => p.With(Observation.Of(present, next.Leg, ObservationKind.Absent)));
        }

        Finding graded = model.GetFinding(next.Id, state);
        return new AskedAnswer(Capital(Plain(state)), p => p.With(Observation.Of(graded, next.Leg)));
    }

    private static string WordsOf(DescribedFinding finding, Leg? leg) =>
        $"{finding.Label}{(finding.Plain is { } plain && plain != finding.Label ? $" ({plain})" : "")}{(leg is { } l ? $", {l.Id} leg" : "")}";

    // What is stated of a patient stays; only who he is changes.
    private static Patient With(Patient patient, int? age, Sex sex, Setting setting)
    {
        Patient told = patient.Model.Patient(age, sex, setting, patient.Complaint, patient.ComplaintSide).With([.. patient.Observations]);
        told = patient.Measured.Aggregate(told, static (p, m) => p.WithMeasurement(m.Key, m.Value));
        return patient.IsLiteral ? told.Literally() : told;
    }

    private static string Best<T>(Distribution<T> distribution)
        where T : struct, Enum => $"{distribution.MostProbable.Name} {PlainText.Percent(distribution.MostProbable.Probability)}";

    private static string Plain(string id) => id.Replace('-', ' ');

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
