using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using SpineInference.Anatomy;

namespace SpineInference.Reasoning.Benchmarks;

/// <summary>What a clinician waits for after a diagnosis, on the whole model with the patient of the guide.</summary>
/// <remarks>Aims, on one core: explain and next findings within 50 ms, intervals from 1,000 draws within 100 ms.</remarks>
[MemoryDiagnoser]
[ShortRunJob]
public class DiagnosisBenchmarks
{
    private Diagnosis _diagnosis = null!;
    private ModelUncertainty _uncertainty = null!;

    [GlobalSetup]
    public void Setup()
    {
        _diagnosis = SpineModel.Default
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
            .Present(Findings.LegPainWorseThanBackPain)
            .Diagnose();
        _uncertainty = ModelUncertainty.For(SpineModel.Default);
        _diagnosis.AnalyseSensitivity(NerveRoot.L5, 1, _uncertainty);
    }

    [Benchmark(Baseline = true)]
    public Diagnosis OneQuery() => _diagnosis.Patient.Diagnose();

    [Benchmark]
    public Explanation ExplainRoot() => _diagnosis.Explain(NerveRoot.L5);

    [Benchmark]
    public ImmutableArray<WhatIf> WithoutEachFinding() => _diagnosis.WithoutEach();

    [Benchmark]
    public NextFindings NextFindingsForRootAndCause() => _diagnosis.ProposeFindings(5, new NextFindingsOptions { IsForMany = true });

    [Benchmark]
    public NextFindings SetOfThreeForTheCause() =>
        _diagnosis.ProposeFindings(3, new NextFindingsOptions { Questions = [Questions.Cause], AsSet = true, IsForMany = true });

    [Benchmark]
    public ImmutableArray<Scenario> FiveJointExplanations() => _diagnosis.FindJointExplanations(5);

    [Benchmark]
    public FindingsCoherence ConflictAndSurprise() => _diagnosis.CheckCoherence();

    [Benchmark]
    public DiagnosisIntervals IntervalsFromThousandDraws() => _diagnosis.ComputeIntervals(_uncertainty);

    [Benchmark]
    public SensitivityReport SensitivityOfRoot() => _diagnosis.AnalyseSensitivity(NerveRoot.L5, 10, _uncertainty);

    [Benchmark]
    public Decision Decide() => _diagnosis.Decide(0.9);
}
