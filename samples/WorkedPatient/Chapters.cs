using SpineInference;
using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Plots;

namespace WorkedPatient;

/// <summary>The chapters of docs/guide.md: the code between the marks is what the guide shows, and what it writes is what it shows below.</summary>
internal sealed class Chapters(TextWriter output, string images)
{
    private readonly Diagnosis _diagnosis = Patient().Diagnose();

    public IReadOnlyDictionary<string, Action> All => new Dictionary<string, Action>
    {
        ["diagnosis"] = Diagnose,
        ["explain"] = Explain,
        ["what-if"] = WhatIf,
        ["next"] = Next,
        ["set"] = Set,
        ["joint"] = Joint,
        ["conflict"] = Conflict,
        ["intervals"] = Intervals,
        ["sensitivity"] = Sensitivity,
        ["decide"] = Decide,
        ["pictures"] = Pictures,
    };

    private static Patient Patient()
    {
        // begin patient
        Patient patient = SpineModel.Default
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
            .Present(Findings.LegPainWorseThanBackPain);
        // end patient
        return patient;
    }

    private void Diagnose()
    {
        Patient patient = Patient();

        // begin diagnosis
        Diagnosis diagnosis = patient.Diagnose();
        output.WriteLine(diagnosis);
        // end diagnosis
    }

    private void Explain()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin explain
        Explanation explanation = diagnosis.Explain(NerveRoot.L5);
        output.WriteLine(explanation);
        output.WriteLine();
        output.WriteLine("finding                                alone  given rest    in order");
        foreach (Reason reason in explanation.Reasons)
        {
            output.WriteLine($"{reason.Label,-34}{reason.Alone,10}{reason.GivenRest,12}{reason.InOrder,12}");
        }
        // end explain
    }

    private void WhatIf()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin what-if
        foreach (WhatIf whatIf in diagnosis.WithoutEach())
        {
            output.WriteLine(FormattableString.Invariant(
                $"without {whatIf.Finding}: L5 {whatIf.After.RootLevel[NerveRoot.L5]:P0}, {whatIf.After.Cause.MostProbable}"));
        }

        Diagnosis reversed = diagnosis.WithReversed(Findings.FootDrop);
        output.WriteLine($"had the foot not dropped: {reversed.RootLevel}");
        // end what-if
    }

    private void Next()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin next
        NextFindings next = diagnosis.ProposeFindings(5);
        foreach (NextFinding finding in next.Findings)
        {
            output.WriteLine($"{finding} ({finding.Category}, cost {finding.Cost})");
            foreach (FindingOutcome outcome in finding.Outcomes)
            {
                output.WriteLine(FormattableString.Invariant(
                    $"    {outcome.State} ({outcome.Probability:P0}): {outcome.RootLevel!.MostProbable}, {outcome.Cause!.MostProbable}"));
            }
        }
        // end next
    }

    private void Set()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin set
        NextFindings bedside = diagnosis.ProposeFindings(3, new NextFindingsOptions
        {
            Questions = [Questions.Cause],
            MostDemanding = FindingCategory.Examination,
            AsSet = true,
        });
        output.WriteLine(FormattableString.Invariant($"open: {bedside.EntropyBits:0.00} bits"));
        foreach (NextFinding finding in bedside.Findings)
        {
            output.WriteLine(finding);
        }
        // end set
    }

    private void Joint()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin joint
        foreach (Scenario scenario in diagnosis.FindJointExplanations(5))
        {
            output.WriteLine(scenario);
        }
        // end joint
    }

    private void Conflict()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin conflict
        output.WriteLine(diagnosis.CheckCoherence());

        // A foot that drops, and a muscle that is strong: one of the two is probably wrong.
        Diagnosis odd = diagnosis.Patient
            .Present(Leg.Left, Findings.Strength(Muscle.TibialisAnterior, StrengthGrade.Normal))
            .Diagnose();
        output.WriteLine();
        output.WriteLine(odd.CheckCoherence());
        // end conflict
    }

    private void Intervals()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin intervals
        DiagnosisIntervals intervals = diagnosis.ComputeIntervals();
        foreach (Outcome<NerveRoot> root in diagnosis.RootLevel.Ranked.Where(static o => !o.IsNone).Take(3))
        {
            UncertainProbability uncertain = intervals[root];
            output.WriteLine($"{root.Id}: central {uncertain.ComputeCentralInterval()}, densest {uncertain.ComputeHighestDensityInterval()}");
        }

        output.WriteLine(FormattableString.Invariant(
            $"L5 above S1 in {intervals.ComputeShareAbove(NerveRoot.L5, NerveRoot.S1):P1} of {intervals.DrawCount} draws"));
        // end intervals
    }

    private void Sensitivity()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin sensitivity
        SensitivityReport report = diagnosis.AnalyseSensitivity(NerveRoot.L5, count: 4);
        foreach (TornadoBar bar in report.Tornado)
        {
            output.WriteLine(FormattableString.Invariant(
                $"{report.NameOf(bar.Row, bar.State)}, {bar.Range}: L5 {bar.AtLower:0.000} to {bar.AtUpper:0.000}"));
        }

        foreach (RankingThreshold threshold in report.Thresholds.Take(2))
        {
            output.WriteLine(FormattableString.Invariant(
                $"{report.Rival} draws level if {report.NameOf(threshold.Row, threshold.State)} moves from {threshold.Probability:0.000} to {threshold.Threshold:0.000}; plausible to {threshold.TailProbability:P1}"));
        }

        foreach (RowInfluence source in report.WidthSources.Take(2))
        {
            output.WriteLine(FormattableString.Invariant($"{source.Share:P0} of the variance comes from {source.Row.Id}"));
        }
        // end sensitivity
    }

    private void Decide()
    {
        Diagnosis diagnosis = _diagnosis;

        // begin decide
        output.WriteLine(diagnosis.Decide(threshold: 0.9));
        // end decide
    }

    private void Pictures()
    {
        Diagnosis diagnosis = _diagnosis;
        DiagnosisIntervals intervals = diagnosis.ComputeIntervals();

        // begin pictures
        Charts.DrawCauses(diagnosis, intervals).Save(Path.Combine(images, "causes.svg"));
        Charts.DrawRoots(diagnosis, intervals).Save(Path.Combine(images, "roots.svg"));
        Charts.DrawWaterfall(diagnosis.Explain(NerveRoot.L5)).Save(Path.Combine(images, "waterfall.svg"));
        Charts.DrawTornado(diagnosis.AnalyseSensitivity(NerveRoot.L5)).Save(Path.Combine(images, "tornado.svg"));
        // end pictures
    }
}
