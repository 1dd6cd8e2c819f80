using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What to look for next, and when a diagnosis is settled.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
internal static class DiagnosisProposals
{
    // A complaint that is inferred with less is asked for.
    private const double ComplaintAskedBelow = 0.9;

    public static NextFindings NextFindings(Diagnosis diagnosis, int count, NextFindingsOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        options ??= new NextFindingsOptions();
        Evidence evidence = SideFolded(diagnosis);
        var survey = new InformationSurvey(
            diagnosis.Patient.Model.Engine, evidence, TargetOf(diagnosis.Patient.Model.Network, options.Questions),
            options.IsForMany ? [.. Context(diagnosis), .. Askable(diagnosis, options.MostDemanding)] : null);
        var costs = new PatientCosts(diagnosis.Patient, options.Cost);
        Variable[] asked = AskedFirst(diagnosis, options.MostDemanding);
        NextFindings ranked = Propose(diagnosis, evidence, survey, count, options.AsSet ? costs.After(asked) : costs, options);
        if (ranked.Stop == InformationStop.Settled)
        {
            return ranked;
        }

        ImmutableArray<NextFinding> context = Asked(diagnosis, evidence, survey, asked, costs, options);
        return new NextFindings(
            ranked.RedFlags,
            ranked.Questions,
            ranked.EntropyBits,
            [.. context.Concat(ranked.Findings.Where(f => context.All(c => c.Id != f.Id && (c.Id != "complaint-side" || f.Id != "both-legs")))).Take(count)],
            ranked.Stop);
    }

    public static Decision Decide(Diagnosis diagnosis, double threshold, NextFindingsOptions? options)
    {
        ThrowIfNoThreshold(threshold);
        options ??= new NextFindingsOptions();
        return new Decision(
            threshold,
            Judge(diagnosis, Questions.RootLevel, threshold, options),
            Judge(diagnosis, Questions.Cause, threshold, options));
    }

    public static Verdict<T> Decide<T>(Diagnosis diagnosis, Question<T> question, double threshold, NextFindingsOptions? options)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(question);
        ThrowIfNoThreshold(threshold);
        return Judge(diagnosis, question, threshold, options ?? new NextFindingsOptions());
    }

    private static Verdict<T> Judge<T>(
        Diagnosis diagnosis, Question<T> question, double threshold, NextFindingsOptions options)
        where T : struct, Enum
    {
        ImmutableArray<Outcome<T>> ranked = diagnosis.Ask(question).Ranked;
        Variable variable = diagnosis.Patient.Model.Network[question.Id];
        if (ranked[0].Probability >= threshold)
        {
            return new Verdict<T>(true, [ranked[0]], [ranked[0].Name], []);
        }

        // The fewest answers that reach the threshold together.
        var contenders = ImmutableArray.CreateBuilder<Outcome<T>>();
        double sum = 0;
        foreach (Outcome<T> outcome in ranked.TakeWhile(_ => sum < threshold))
        {
            contenders.Add(outcome);
            sum += outcome.Probability;
        }

        var likelihoods = new double[variable.StateCount];
        foreach (Outcome<T> contender in contenders)
        {
            likelihoods[variable.GetStateIndex(contender.Id)] = 1;
        }

        Evidence amongThem = SideFolded(diagnosis).ObserveLikelihood(variable, likelihoods);
        NextFindingsOptions own = options with { Questions = [question], AsSet = false, SettledFrom = 2 };
        var survey = new InformationSurvey(
            diagnosis.Patient.Model.Engine, amongThem, TargetOf(diagnosis.Patient.Model.Network, own.Questions), options.IsForMany ? Askable(diagnosis, own.MostDemanding) : null);
        NextFindings deciding = Propose(diagnosis, amongThem, survey, 3, new PatientCosts(diagnosis.Patient, own.Cost), own);
        return new Verdict<T>(
            false,
            contenders.ToImmutable(),
            [.. contenders.Select(static c => c.Name)],
            deciding.Findings);
    }

    private static NextFindings Propose(Diagnosis diagnosis, Evidence evidence, InformationSurvey survey, int count, PatientCosts costs, NextFindingsOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MinimumBits);
        SpineModel model = diagnosis.Patient.Model;
        InformationTarget target = TargetOf(model.Network, options.Questions);
        Variable[] candidates = Candidates(diagnosis, evidence, options.MostDemanding);
        HashSet<string> legs = LegsOf(diagnosis);
        var information = new InformationOptions
        {
            Count = options.AsSet ? count : 1,
            Cost = costs.OwnOf,
            SetUps = costs.OpenSetUpsOf,
            Presupposes = v => PresupposedOf(model, v, legs),
            MinimumBits = options.MinimumBits,
            SettledFrom = options.SettledFrom,
        };
        if (options.AsSet)
        {
            InformationPlan plan = survey.Plan(candidates, information);
            return new NextFindings(diagnosis.UnaskedRedFlags, options.Questions, plan.EntropyBits, [.. plan.Findings.Select(g => Describe(diagnosis, g, options.Questions, target))], plan.Stop);
        }

        if (survey.IsSettled(options.SettledFrom))
        {
            return None(InformationStop.Settled);
        }

        ImmutableArray<InformationGain> ranked = survey.Rank(candidates, information);
        if (ranked.IsEmpty || ranked[0].Bits < options.MinimumBits)
        {
            return None(ranked.IsEmpty ? InformationStop.NoCandidates : InformationStop.LittleGain);
        }

        InformationGain[] worthwhile = [.. Constructs.OneOfEach(model.Network, ranked.Where(g => g.Bits >= options.MinimumBits))];
        return new NextFindings(
            diagnosis.UnaskedRedFlags,
            options.Questions,
            survey.EntropyBits,
            [.. worthwhile.Take(count).Select(g => Describe(diagnosis, g, options.Questions, target))],
            worthwhile.Length >= count ? InformationStop.Count
                : worthwhile.Length < candidates.Length ? InformationStop.LittleGain
                : InformationStop.NoCandidates);

        NextFindings None(InformationStop stop) => new(diagnosis.UnaskedRedFlags, options.Questions, survey.EntropyBits, [], stop);
    }

    // The context that is asked before anything else.
    private static Variable[] AskedFirst(Diagnosis diagnosis, FindingCategory mostDemanding)
    {
        BayesianNetwork network = diagnosis.Patient.Model.Network;
        Patient patient = diagnosis.Patient;
        var questions = new List<Variable>();
        if (patient.Complaint == Complaint.Unknown && diagnosis.Complaint.MostProbable.Probability < ComplaintAskedBelow)
        {
            questions.Add(network["complaint"]);
        }

        bool isSideTold = patient.ComplaintSide is not null || (diagnosis.Reading.IsSideTaken && !diagnosis.Reading.IsSideUnknown);
        if (!isSideTold && patient.Complaint != Complaint.BackOnly && patient.Observations.All(static o => o.Finding.Id != "both-legs"))
        {
            questions.Add(network["complaint-side"]);
        }

        if (mostDemanding >= FindingCategory.Imaging && diagnosis.ImageThatWouldTell is { } image)
        {
            questions.Add(image.Finding);
        }

        return [.. questions];
    }

    // Each as if it were the only question.
    private static ImmutableArray<NextFinding> Asked(
        Diagnosis diagnosis, Evidence evidence, InformationSurvey survey, Variable[] questions, PatientCosts costs, NextFindingsOptions options)
    {
        if (questions.Length == 0)
        {
            return [];
        }

        SpineModel model = diagnosis.Patient.Model;
        InformationTarget target = TargetOf(model.Network, options.Questions);
        Evidence open = evidence.Without(model.Network["complaint-side"]);
        InformationSurvey asked = ReferenceEquals(open, evidence) ? survey : new InformationSurvey(model.Engine, open, target, options.IsForMany ? ReadFirst(diagnosis, questions, options.MostDemanding) : null);
        var information = new InformationOptions { Cost = costs.OwnOf, SetUps = costs.OpenSetUpsOf };
        return [.. questions.Select(q => Describe(diagnosis, asked.Rank([q], information)[0], options.Questions, target))];
    }

    private static Variable[] Context(Diagnosis diagnosis) => [diagnosis.Patient.Model.Network["complaint"], diagnosis.Patient.Model.Network["complaint-side"]];

    // Two lists alone, so that two programs serve all patients: without images, and with all of them.
    private static Variable[] ReadFirst(Diagnosis diagnosis, Variable[] questions, FindingCategory mostDemanding) =>
        Array.TrueForAll(questions, Context(diagnosis).Contains)
            ? Context(diagnosis)
            : [.. Context(diagnosis), .. Askable(diagnosis, mostDemanding).Where(v => diagnosis.Patient.Model.Description[v].Category == FindingCategory.Imaging)];

    private static InformationTarget TargetOf(BayesianNetwork network, ImmutableArray<Question> questions) => questions.IsDefaultOrEmpty
        ? throw new ArgumentException("No question is to be found out; expected at least one of Questions.", nameof(questions))
        : new InformationTarget(TargetCombination.Joint, [.. questions.Select(q => network[q.Id])]);

    private static void ThrowIfNoThreshold(double threshold)
    {
        if (!(threshold > 0.5 && threshold < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold of decision lies in (0.5, 1).");
        }
    }

    private static Variable[] Candidates(Diagnosis diagnosis, Evidence evidence, FindingCategory mostDemanding) =>
        [.. Askable(diagnosis, mostDemanding).Where(v => evidence.LikelihoodsOf(v).IsEmpty)];

    // The findings of the patient and of the legs that are looked at, known or not: the same list for all patients with these legs.
    private static Variable[] Askable(Diagnosis diagnosis, FindingCategory mostDemanding)
    {
        SpineModel model = diagnosis.Patient.Model;
        HashSet<string> legs = LegsOf(diagnosis);
        return [.. model.Network.Variables.Where(v => model.Description[v] is { Kind: VariableKind.Finding } d
            && d.Category <= mostDemanding
            && (d.Copy is null || legs.Contains(d.Copy)))];
    }

    private static HashSet<string> LegsOf(Diagnosis diagnosis) =>
        [diagnosis.Reading.Affected.Id, .. diagnosis.Patient.Observations.Where(o => o.Leg is not null && !o.Finding.IsRuleOnly).Select(static o => o.Leg!.Value.Id)];

    // What is presupposed of a leg is meant of the legs that are looked at. Of a fitted model the network is another one over the same variables.
    private static Presupposition? PresupposedOf(SpineModel model, Variable variable, HashSet<string> legs) =>
        model.Description[variable].Presupposes is not { } all
            ? null
            : new Presupposition([.. all.AnyOf.Where(h => model.Description[h.Variable].Copy is not { } copy || legs.Contains(copy))
                .Select(h => new Hypothesis(model.Network.Variables[h.Variable.Index], h.States.AsSpan()))]);

    // Where nothing is said of a leg, the leg that will be examined is the affected one: a lesion on the right is mirrored to the left.
    private static Evidence SideFolded(Diagnosis diagnosis)
    {
        if (diagnosis.Reading.ComplaintSide is not null || diagnosis.Patient.Observations.Any(o => o.Finding.IsOfLeg && !o.Finding.IsRuleOnly))
        {
            return diagnosis.Evidence;
        }

        Variable side = diagnosis.Patient.Model.Network["side"];
        var likelihoods = new double[side.StateCount];
        likelihoods[side.GetStateIndex("left")] = 2;
        likelihoods[side.GetStateIndex("both")] = 1;
        return diagnosis.Evidence.ObserveLikelihood(side, likelihoods);
    }

    private static NextFinding Describe(Diagnosis diagnosis, InformationGain gain, ImmutableArray<Question> questions, InformationTarget target)
    {
        DescribedVariable described = diagnosis.Patient.Model.Description[gain.Finding];
        bool isNamed = diagnosis.Reading.IsNamed;
        Leg? leg = described.Copy is { } id && isNamed ? Legs.Parse(id) : null;
        return new NextFinding(
            described.Id,
            leg,
            Wording.OfVariable(diagnosis, gain.Finding),
            described.Category ?? FindingCategory.History,
            gain.Bits,
            gain.Cost,
            [.. gain.Outcomes.Select(o => new FindingOutcome(
                gain.Finding.States[o.State],
                o.Probability,
                [.. questions.Select((q, i) => q.Distribute(q.AnswersFor(target.Variables[i].States), [.. o.TargetPosteriors[i]]))]))]);
    }
}
