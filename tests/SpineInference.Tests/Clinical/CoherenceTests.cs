using System.Globalization;
using System.Text;
using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>Combinations that cannot be meant are named; what belongs together is not called a conflict.</summary>
public class CoherenceTests
{
    private const int Patients = 400;
    private const int Simulations = 100;
    private const double FalseAlarms = 0.05;

    private static Patient Man => SpineModel.Default.Patient(50, Sex.Male, Setting.PrimaryCare);

    /// <summary>Textbook pictures of L4 and of L5, which the model knows well.</summary>
    public static TheoryData<string, Patient> Textbook => new()
    {
        {
            "L4", Man.Present(Leg.Left, Findings.Pain(Region.FrontOfThigh), Findings.Pain(Region.MedialShin), Findings.AlteredSensation(Region.MedialShin),
                Findings.Strength(Muscle.Quadriceps, StrengthGrade.Weak), Findings.TendonReflex(Reflex.Patellar, ReflexGrade.Reduced), Findings.FemoralStretchPositive)
        },
        {
            "L4 in few words", Man.Present(Leg.Right, Findings.AlteredSensation(Region.MedialShin), Findings.TendonReflex(Reflex.Patellar, ReflexGrade.Reduced))
        },
        {
            "L4 with its negatives", Man.Present(Leg.Left, Findings.AlteredSensation(Region.MedialShin), Findings.TendonReflex(Reflex.Patellar, ReflexGrade.Absent),
                    Findings.Strength(Muscle.Quadriceps, StrengthGrade.Weak), Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
                .Absent(Leg.Left, Findings.StraightLegRaisePositive).Present(Findings.LowBackPain)
        },
        {
            "L5", Man.Present(Leg.Left, Findings.Pain(Region.SideOfThigh), Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.TopOfFoot),
                Findings.AlteredSensation(Region.BigToe), Findings.Strength(Muscle.ExtensorHallucis, StrengthGrade.Weak), Findings.HeelWalkImpaired)
        },
        {
            "L5 with its negatives", Man.Present(Leg.Right, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe), Findings.StraightLegRaisePositive,
                    Findings.Strength(Muscle.ExtensorHallucis, StrengthGrade.Weak), Findings.Strength(Muscle.GluteusMedius, StrengthGrade.Weak), Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
                .Absent(Leg.Right, Findings.TiptoeWalkImpaired).Present(Findings.LowBackPain)
        },
    };

    public static TheoryData<string> Combinations => [.. SpineInference.Combinations.All.Select(static c => c.Id)];

    [Theory]
    [MemberData(nameof(Textbook))]
    public void TextbookPatient_IsNeitherUnusualNorInConflict(string name, Patient patient)
    {
        FindingsCoherence coherence = patient.Diagnose().CheckCoherence();
        Assert.False(coherence.IsUnusual, $"{name}: {coherence}");
        Assert.False(coherence.IsInConflict, $"{name}: {coherence}");
    }

    [Fact]
    public void SingleFinding_IsNoConflict()
    {
        foreach (Finding finding in (Finding[])[Findings.FootDrop, Findings.LowBackPain, Findings.StraightLegRaisePositive, Findings.BabinskiSign])
        {
            FindingsCoherence coherence = Man.Present(finding).Diagnose().CheckCoherence(100);
            Assert.False(coherence.Conflict.IsConflict, $"{finding}: {coherence.Conflict.Decibans:R} dB");
            Assert.DoesNotContain("do not support", coherence.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void LegPainDenied_AndWorseThanBackPain_IsDoubtedByDiagnose()
    {
        foreach (Patient patient in (Patient[])[
            Man.Absent(Findings.LegPain).Present(Findings.LegPainWorseThanBackPain),
            Man.Absent(Leg.Left, Findings.LegPain).Present(Findings.LegPainWorseThanBackPain)])
        {
            Doubt doubt = Assert.Single(patient.Diagnose().Doubts);
            Assert.Contains("cannot be meant together", doubt.Text, StringComparison.Ordinal);
            Assert.Contains("Check: ", patient.Diagnose().ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Claudication_BetterOnWalkingAndWorseOnSitting_IsDoubtedByDiagnose() => Assert.Equal(
        ["claudication-relieved-by-walking", "claudication-worse-on-sitting"],
        Man.Present(Findings.NeurogenicClaudicationHistory, Findings.EffectOf(PatientActivity.Walking, Effect.Better), Findings.EffectOf(PatientActivity.Sitting, Effect.Worse))
            .Diagnose().Doubts.Select(static d => d.Id));

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Combination_StatedInFull_IsDoubted_AndWithOneClauseLess_NotByIt(string id)
    {
        Combination combination = SpineInference.Combinations.All.Single(c => c.Id == id);
        Assert.Contains(Stated(combination, combination.All.Length).Diagnose().Doubts, d => d.Id == id);
        Assert.DoesNotContain(Stated(combination, combination.All.Length - 1).Diagnose().Doubts, d => d.Id == id);
    }

    [Fact]
    public void Combinations_OfTheTable_NameVariablesAndStatesOfTheModel()
    {
        BayesianNetwork network = SpineModel.Default.Network;
        foreach (CombinationStatement statement in SpineInference.Combinations.All.SelectMany(static c => c.All).SelectMany(static c => c))
        {
            Assert.All(statement.VariablesOf(Leg.Left), name => Assert.All(statement.States.Where(static s => s != "one"), state => network[name].GetStateIndex(state)));
        }

        Assert.Equal(SpineInference.Combinations.All.Length, SpineInference.Combinations.All.Select(static c => c.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("leg-pain")]
    [InlineData("one.@nowhere=present")]
    public void Read_AStatementThatIsNone_IsRefused(string statement) => Assert.Throws<FormatException>(() => SpineInference.Combinations.Read(
        Encoding.UTF8.GetBytes($$"""{"groups": {}, "combinations": [{"id": "x", "all": [["{{statement}}"]], "why": "y"}]}""")));

    [Fact]
    public void SimulatedPatients_AreSeldomCalledInConflictOrUnusual_AsThePageSays()
    {
        (int Count, bool IsInConflict, bool IsUnusual, bool IsPair, bool IsDoubted)[] answers = [.. Enumerable.Range(1, Patients).Select(static seed =>
        {
            Diagnosis diagnosis = Simulated(seed).Diagnose();
            FindingsCoherence coherence = diagnosis.CheckCoherence(Simulations);
            return (diagnosis.Patient.Observations.Length, coherence.IsInConflict, coherence.IsUnusual,
                coherence.Conflict.Pairs.Any(static p => p.Decibans >= FindingsCoherence.ConflictFrom), !diagnosis.Doubts.IsEmpty);
        })];
        double inConflict = answers.Count(static a => a.IsInConflict) / (double)Patients;
        double unusual = answers.Count(static a => a.IsUnusual) / (double)Patients;
        double pair = answers.Count(static a => a.IsPair) / (double)Patients;
        double doubted = answers.Count(static a => a.IsDoubted) / (double)Patients;
        Assert.InRange(inConflict, 0, FalseAlarms);
        Assert.InRange(unusual, 0, FalseAlarms);
        Assert.InRange(pair, 0, FalseAlarms);
        string page = Page(inConflict, unusual, pair, doubted);
        string path = Path.Combine(Repository.Root!, "docs", "evaluation", "coherence.md");
        if (Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1")
        {
            File.WriteAllText(path, page);
            return;
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == page,
            $"Stale: {path}. Run the tests of coherence with SPINEINFERENCE_UPDATE=1, and read what changed.");
    }

    // A patient drawn from the model, of whom 3 to 20 things are told as they are.
    private static Patient Simulated(int seed)
    {
        var drawn = new SampledPatient(seed);
        var random = new Random(seed);
        DescribedVariable[] findings = [.. SpineModel.Default.Description.Variables.Where(static v => v is { Kind: VariableKind.Finding, Category: <= FindingCategory.Examination })];
        random.Shuffle(findings);
        Patient patient = SpineModel.Default.Patient(
            null,
            drawn.StateOf("sex") == "male" ? Sex.Male : Sex.Female,
            drawn.StateOf("setting") == "primary-care" ? Setting.PrimaryCare : Setting.SpineClinic);
        foreach (DescribedVariable described in findings.Take(random.Next(3, 21)))
        {
            patient = patient.With(SpineModel.Default.CreateStatement(described.Variable.Name, drawn.StateOf(described.Variable.Name)));
        }

        return patient;
    }

    // The first statement of each clause, in the left leg where the combination is about one.
    private static Patient Stated(Combination combination, int clauses)
    {
        Patient patient = Man.Literally();
        foreach (CombinationStatement statement in combination.All.Take(clauses).Select(static c => c[0]))
        {
            patient = (statement.Id, statement.States[0]) switch
            {
                ("complaint", var state) => patient.Complains(Complaints.Parse(state), patient.ComplaintSide),
                ("complaint-side", _) => patient.Complains(patient.Complaint, Side.Left),
                var (id, state) when statement.Scope.Length == 0 => patient.Present(SpineModel.Default.GetFinding(id, state)),
                var (_, state) => statement.VariablesOf(Leg.Left).Aggregate(
                    patient, (p, name) => p.With(SpineModel.Default.CreateStatement(name, state))),
            };
        }

        return patient;
    }

    private static string Page(double inConflict, double unusual, double pair, double doubted)
    {
        var text = new StringBuilder();
        text.Append("# What belongs together, and what does not\n\n");
        text.Append("You leave with the combinations that a diagnosis calls impossible to mean, and with how often it raises a false alarm.\n\n");
        text.Append("<!-- Written by the tests of coherence; set SPINEINFERENCE_UPDATE=1 to write it anew. -->\n\n");
        text.Append("## False alarms\n\n");
        text.Append(string.Create(CultureInfo.InvariantCulture, $"{Patients} patients drawn from the model itself, of whom 3 to 20 findings of history and examination are told as they are: what is\n"));
        text.Append("told of them belongs together by construction, so that every alarm is a false one. At most one in twenty may raise it; a test holds that.\n\n");
        text.Append("| alarm | threshold | patients who raise it |\n| --- | --- | --- |\n");
        text.Append(string.Create(CultureInfo.InvariantCulture, $"| the findings do not support each other | conflict of {FindingsCoherence.ConflictFrom:0} dB or more | {inConflict:P1} |\n"));
        text.Append(string.Create(CultureInfo.InvariantCulture, $"| two findings seldom go together | {FindingsCoherence.ConflictFrom:0} dB or more | {pair:P1} |\n"));
        text.Append(string.Create(CultureInfo.InvariantCulture, $"| the model explains nothing well | below the {FindingsCoherence.UnusualBelow:P0} of patients of the best explanation | {unusual:P1} |\n"));
        text.Append(string.Create(CultureInfo.InvariantCulture, $"| cannot be meant together | the table below | {doubted:P1} |\n\n"));
        text.Append("In the network slips of the tongue occur, so a few simulated patients do contradict themselves.\n\n");
        text.Append("## Combinations that cannot be meant\n\n");
        text.Append("`Diagnosis.Doubts` names them; they change no probability. The table is `src/SpineInference/Notes/Combinations.json`.\n\n");
        text.Append("| combination | statements | for |\n| --- | --- | --- |\n");
        foreach (Combination combination in SpineInference.Combinations.All)
        {
            IEnumerable<string> clauses = combination.All.Select(static clause => string.Join(" or ", clause.Select(static s =>
                $"{(s.Scope.Length == 0 ? "" : $"{s.Scope}.")}{s.Id} = {string.Join(" or ", s.States)}")));
            text.Append(string.Create(CultureInfo.InvariantCulture, $"| `{combination.Id}` | {string.Join("; ", clauses)} | {combination.Why} |\n"));
        }

        return text.ToString();
    }
}
