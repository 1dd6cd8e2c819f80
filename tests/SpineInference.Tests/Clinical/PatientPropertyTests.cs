using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Clinical;

/// <summary>What must hold for every patient, shown on patients drawn from the model.</summary>
public class PatientPropertyTests
{
    private const int Patients = 15;
    private const double Tolerance = 1e-12;

    private static readonly ImmutableArray<Variable> Variables = SpineModel.Default.Network.Variables;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Patients)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Diagnose_StatementsInAnotherOrder_GivesTheSame(int seed)
    {
        Patient patient = Drawn(seed);
        Observation[] shuffled = [.. patient.Observations];
        new Random(seed).Shuffle(shuffled);
        AssertSame(patient.Diagnose(), Restate(patient, shuffled).Diagnose(), static name => name, static (_, s) => s);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Diagnose_WithAFindingThatSaysNothing_GivesTheSame(int seed)
    {
        Patient patient = Drawn(seed);
        Patient more = patient;
        foreach (Leg leg in Legs.All)
        {
            more = more.Uncertain(leg, Findings.FootDrop, 1).Uncertain(leg, Findings.Pain(Region.LateralCalf), 1);
        }

        AssertSame(patient.Diagnose(), more.Uncertain(Findings.LowBackPain, 1).Diagnose(), static name => name, static (_, s) => s);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Diagnose_OfTheMirrorImage_IsTheMirrorImage(int seed)
    {
        Patient patient = Drawn(seed);
        Patient mirrored = Restate(patient, patient.Observations.Select(static o => o.Leg is { } leg ? o.In(leg.Other) : o));
        AssertSame(patient.Diagnose(), mirrored.Diagnose(), MirroredName, static (variable, s) => variable.States[s] switch
        {
            "left" => variable.GetStateIndex("right"),
            "right" => variable.GetStateIndex("left"),
            _ => s,
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Query_FindingByFinding_MultipliesToTheEvidence(int seed)
    {
        IInferenceEngine engine = SpineModel.Default.Engine;
        Evidence all = PatientEvidence.Of(Drawn(seed));
        Evidence known = Evidence.None(SpineModel.Default.Network);
        double sum = 0;
        foreach (Variable variable in all.Variables)
        {
            // log P(a, b) = log P(a) + log P(b | a), where b may be soft: P(b | a) = Σ P(state | a) · likelihood(state).
            ReadOnlySpan<double> likelihoods = all.LikelihoodsOf(variable);
            ReadOnlySpan<double> given = engine.Query(known)[variable];
            double probability = 0;
            for (int s = 0; s < likelihoods.Length; s++)
            {
                probability += given[s] * likelihoods[s];
            }

            known = known.ObserveLikelihood(variable, likelihoods);
            double before = sum;
            sum += Math.Log(probability);
            Assert.Equal(engine.Query(known).LogEvidence, before + Math.Log(probability), 1e-10);
        }

        Assert.Equal(engine.Query(all).LogEvidence, sum, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Diagnose_EveryDistribution_SumsToOne(int seed)
    {
        Diagnosis diagnosis = Drawn(seed).Diagnose();
        Assert.All(Variables, v =>
        {
            ImmutableArray<double> posterior = diagnosis.PosteriorOf(v.Name);
            Assert.Equal(1, posterior.Sum(), Tolerance);
            Assert.All(posterior, static p => Assert.InRange(p, 0, 1 + Tolerance));
        });
        Assert.Equal(1, diagnosis.RootLevel.Sum(static o => o.Probability), Tolerance);
        Assert.Equal(1, diagnosis.Cause.Sum(static o => o.Probability), Tolerance);
        Assert.Equal(1, diagnosis.DiscLevel.Sum(static o => o.Probability), Tolerance);
        Assert.Equal(1, diagnosis.Zone.Sum(static o => o.Probability), Tolerance);
        Assert.Equal(1, diagnosis.Side.Sum(static o => o.Probability), Tolerance);
        Assert.Equal(1, diagnosis.LesionSite.Sum(static o => o.Probability), Tolerance);
        Assert.Equal(1, diagnosis.SlipMechanism.Sum(static o => o.Probability), Tolerance);
        Assert.Equal(1, diagnosis.SlipDirection.Sum(static o => o.Probability), Tolerance);
        foreach (Leg leg in Legs.All)
        {
            Assert.All(NerveRoots.All.Where(static r => r != NerveRoot.L1), r => Assert.Equal(1, diagnosis.Root(leg, r).Sum(static o => o.Probability), Tolerance));
        }

        Assert.InRange(diagnosis.SciaticaProbability, 0, 1 + Tolerance);
    }

    private static Patient Drawn(int seed) => new SampledPatient(seed).Note(1 + (seed % 25));

    private static Patient Restate(Patient patient, IEnumerable<Observation> observations) => observations.Aggregate(
        SpineModel.Default.Patient(patient.Age, patient.Sex, patient.Setting, patient.Complaint), static (p, o) => p.With(o));

    private static string MirroredName(string name) =>
        name.StartsWith("left.", StringComparison.Ordinal) ? $"right.{name["left.".Length..]}"
        : name.StartsWith("right.", StringComparison.Ordinal) ? $"left.{name["right.".Length..]}"
        : name;

    private static void AssertSame(Diagnosis expected, Diagnosis actual, Func<string, string> nameOf, Func<Variable, int, int> stateOf)
    {
        Assert.Equal(expected.LogEvidence, actual.LogEvidence, 1e-11);
        foreach (Variable variable in Variables)
        {
            ImmutableArray<double> wanted = expected.PosteriorOf(variable.Name);
            ImmutableArray<double> got = actual.PosteriorOf(nameOf(variable.Name));
            for (int s = 0; s < wanted.Length; s++)
            {
                Assert.True(
                    Math.Abs(wanted[s] - got[stateOf(variable, s)]) <= Tolerance,
                    $"{variable.Name}={variable.States[s]}: got {got[stateOf(variable, s)]:R}; expected {wanted[s]:R} for {expected.Patient}.");
            }
        }
    }
}
