using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;
using SpineInference.Learning;

namespace SpineInference;

/// <summary>A patient as a clinical note describes one: context, and what is present, absent or uncertain; the rest is unknown.</summary>
/// <remarks>
/// <para>A finding of a leg given without a leg: where it is present, it belongs to the leg of the complaint or to the one leg that is
/// named; where neither is told, to the affected leg, of which the side is unknown; where both legs are named it is an error. Where it is
/// absent or normal, it holds of both legs.</para>
/// <para>Findings told of one leg only are taken to say that the complaint is of that leg: <see cref="Diagnosis.Assumptions"/> says so,
/// and <see cref="Literally"/> switches it off.</para>
/// <para>Immutable: every method returns a new patient. Safe for concurrent use. Contradictions are reported by
/// <see cref="Diagnose"/>.</para>
/// </remarks>
/// <example><code>
/// Patient patient = SpineModel.Default.Patient(age: 54, Sex.Male)
///     .Present(Leg.Left, Findings.FootDrop)
///     .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
///     .Uncertain(Leg.Left, Findings.HeelWalkImpaired, likelihoodRatio: 3);
/// </code></example>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Patient
{
    /// <summary>The youngest age the model covers: below it there is no evidence behind its numbers.</summary>
    public const int MinimumAge = 18;

    /// <summary>The oldest age accepted.</summary>
    public const int MaximumAge = 120;

    private const string DoubtfulStrength = "doubtful-strength";

    private static readonly ImmutableArray<string> ExaminationNames = ["over-reports", .. Legs.All.Select(static leg => $"{leg.Id}.{DoubtfulStrength}")];

    private static readonly ImmutableSortedDictionary<string, double> NothingMeasured =
        ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, bool> NothingOfTheExamination =
        ImmutableSortedDictionary<string, bool>.Empty.WithComparers(StringComparer.Ordinal);

    internal Patient(SpineModel model, int? age, Sex sex, Setting setting, Complaint complaint, Side? complaintSide)
    {
        Model = model;
        Age = age;
        Sex = sex;
        Setting = setting;
        Complaint = complaint;
        ComplaintSide = complaintSide;
    }

    private Patient(Patient other)
    {
        Model = other.Model;
        Age = other.Age;
        Sex = other.Sex;
        Setting = other.Setting;
        Complaint = other.Complaint;
        ComplaintSide = other.ComplaintSide;
        IsLiteral = other.IsLiteral;
        Observations = other.Observations;
        Measured = other.Measured;
        Examination = other.Examination;
    }

    /// <summary>Age in years, or <see langword="null"/> where it is unknown.</summary>
    public int? Age { get; }

    /// <summary>Sex.</summary>
    public Sex Sex { get; }

    /// <summary>Where the patient is seen.</summary>
    public Setting Setting { get; }

    /// <summary>What the patient comes for.</summary>
    public Complaint Complaint { get; private init; }

    /// <summary>The side of the complaint, or <see langword="null"/> where it was not stated.</summary>
    public Side? ComplaintSide { get; private init; }

    /// <summary>Whether the note is taken literally; see <see cref="Literally"/>.</summary>
    public bool IsLiteral { get; private init; }

    /// <summary>What was stated, in order.</summary>
    public ImmutableArray<Observation> Observations { get; private init; } = [];

    /// <summary>What was measured, by the name of the measurement, on its own scale.</summary>
    public ImmutableSortedDictionary<string, double> Measured { get; private init; } = NothingMeasured;

    /// <summary>What is known of the examination itself, by variable of the network; see <see cref="ReadTooMuch"/> and <see cref="StrengthDoubtful"/>.
    /// Empty unless stated.</summary>
    public ImmutableSortedDictionary<string, bool> Examination { get; private init; } = NothingOfTheExamination;

    /// <summary>The model the patient is seen through.</summary>
    public SpineModel Model { get; }

    /// <summary>States that findings are present.</summary>
    /// <param name="findings">Findings of the patient, or of a leg with no side stated.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentException">A finding is unknown to the model.</exception>
    public Patient Present(params ReadOnlySpan<Finding> findings) => Add(null, findings, ObservationKind.Present, 1);

    /// <summary>States that findings are present in a leg.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="findings">Findings of a leg.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentException">A finding is unknown to the model.</exception>
    public Patient Present(Leg leg, params ReadOnlySpan<LegFinding> findings) => Add(leg, findings, ObservationKind.Present, 1);

    /// <summary>States that findings are absent: looked for and not found. What was not looked for is left out.</summary>
    /// <param name="findings">Findings of the patient, or of a leg with no side stated: then they are absent in both.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentException">A finding is unknown to the model.</exception>
    public Patient Absent(params ReadOnlySpan<Finding> findings) => Add(null, findings, ObservationKind.Absent, 1);

    /// <summary>States that findings are absent in a leg: looked for and not found.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="findings">Findings of a leg.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentException">A finding is unknown to the model.</exception>
    public Patient Absent(Leg leg, params ReadOnlySpan<LegFinding> findings) => Add(leg, findings, ObservationKind.Absent, 1);

    /// <summary>States soft evidence: what was seen is more likely, or less, where the finding is present.</summary>
    /// <param name="finding">A finding of the patient, or of a leg with no side stated.</param>
    /// <param name="likelihoodRatio">P(what was seen | finding) / P(what was seen | no finding); positive and finite. 1 says nothing.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentException">The finding is unknown to the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not positive and finite.</exception>
    public Patient Uncertain(Finding finding, double likelihoodRatio) => Add(null, [finding], ObservationKind.Uncertain, likelihoodRatio);

    /// <summary>States soft evidence about a finding of a leg.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="finding">A finding of a leg.</param>
    /// <param name="likelihoodRatio">P(what was seen | finding) / P(what was seen | no finding); positive and finite. 1 says nothing.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentException">The finding is unknown to the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not positive and finite.</exception>
    public Patient Uncertain(Leg leg, LegFinding finding, double likelihoodRatio) => Add(leg, [finding], ObservationKind.Uncertain, likelihoodRatio);

    /// <summary>States what the patient comes for; of the side nothing changes.</summary>
    /// <param name="complaint">The complaint; <see cref="Complaint.Unknown"/> takes a statement back.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The enumeration has no such member.</exception>
    public Patient Complains(Complaint complaint) => Complains(complaint, ComplaintSide);

    /// <summary>States what the patient comes for, and on which side.</summary>
    /// <param name="complaint">The complaint; <see cref="Complaint.Unknown"/> takes a statement back.</param>
    /// <param name="side">The side; <see langword="null"/> takes a statement back.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An enumeration has no such member.</exception>
    public Patient Complains(Complaint complaint, Side? side)
    {
        SpineModel.ThrowIfNoMember(complaint, nameof(complaint));
        if (side is { } stated)
        {
            SpineModel.ThrowIfNoMember(stated, nameof(side));
        }

        return new(this) { Complaint = complaint, ComplaintSide = side };
    }

    /// <summary>States a measured ankle–brachial index, the lower of the two legs: below 0.9 it is low, below 0.4 very low.</summary>
    /// <param name="index">Ratio of systolic pressures, in (0, 3).</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside (0, 3).</exception>
    public Patient AnkleBrachialIndex(double index) => Present(Findings.OfAnkleBrachialIndex(index));

    /// <summary>Takes the note literally: nothing is read between its lines.</summary>
    /// <returns>The patient, read literally.</returns>
    /// <remarks>Otherwise findings told of one leg only are taken to say that the complaint is of that leg, and the answer says so
    /// (<see cref="Diagnosis.Assumptions"/>). Literally, the side of the complaint stays unknown unless it is stated.</remarks>
    public Patient Literally() => new(this) { IsLiteral = true };

    /// <summary>States, for research, whether signs are read or reported too much: an examiner with a low threshold, a patient who reports much.</summary>
    /// <param name="isSo">Whether it is so. False signs then go together, or are rarer than usual.</param>
    /// <returns>The patient, examined so.</returns>
    /// <remarks>Unless stated it is inferred. For studies whose examiner is known; a clinician leaves it out.</remarks>
    public Patient ReadTooMuch(bool isSo) => Examined("over-reports", isSo);

    /// <summary>States, for research, whether what looks weak in a leg is doubtful: inhibited by pain, or of wavering effort.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="isSo">Whether it is so. A weakness that is doubtful tells less of nerves.</param>
    /// <returns>The patient, examined so.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="leg"/> is no member of its enumeration.</exception>
    public Patient StrengthDoubtful(Leg leg, bool isSo)
    {
        SpineModel.ThrowIfNoMember(leg, nameof(leg));
        return Examined($"{leg.Id}.{DoubtfulStrength}", isSo);
    }

    /// <summary>Takes back everything stated of a finding, in either leg.</summary>
    /// <param name="finding">The finding; its state does not matter.</param>
    /// <returns>The patient without it.</returns>
    public Patient Without(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new(this) { Observations = Observations.RemoveAll(o => o.Finding.Id == finding.Id) };
    }

    /// <summary>States the value of a measurement that the model was fitted with.</summary>
    /// <param name="measurement">Its name, one of those of <see cref="SpineModel.Measurements"/>.</param>
    /// <param name="value">The value, on the scale it was fitted on; finite. A value stated before is replaced.</param>
    /// <returns>The patient with that stated.</returns>
    /// <exception cref="ArgumentException">The model has no such measurement, or the value is not finite.</exception>
    /// <remarks>It enters as a likelihood of the measurement's parent, the Student-t predictive of each state. A measurement that is
    /// linear in others says something only where those are stated, too. The library's own model has no measurements.</remarks>
    public Patient WithMeasurement(string measurement, double value)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ImmutableArray<Measurement> known = Model.Measurements?.Measurements ?? [];
        if (!known.Any(m => m.Name == measurement))
        {
            throw new ArgumentException(known.IsEmpty
                ? $"Measurement '{measurement}' is unknown: this model was fitted without measurements. Load one that was fitted with it."
                : $"Measurement '{measurement}' is unknown. This model has: {string.Join(", ", known.Select(static m => m.Name))}.");
        }

        return double.IsFinite(value)
            ? new(this) { Measured = Measured.SetItem(measurement, value) }
            : throw new ArgumentException($"Measurement '{measurement}' is {value}; expected a finite number, or no statement where it is unknown.");
    }

    /// <summary>Computes the posterior over root, cause, place and everything else.</summary>
    /// <returns>The diagnosis.</returns>
    /// <exception cref="ContradictoryFindingsException">Findings contradict each other, or are impossible together.</exception>
    /// <exception cref="ArgumentException">A finding of a leg was given without a leg although both legs are named.</exception>
    public Diagnosis Diagnose() => Diagnosis.Of(this);

    /// <summary>Warnings that fire by rule on what is stated, the most urgent first: those of <see cref="Diagnosis.RedFlags"/>. They stand
    /// where the findings contradict each other and no diagnosis can be made, too.</summary>
    public ImmutableArray<RedFlag> RedFlags => [.. RedFlagTable.FlagsOf(this)];

    /// <summary>The red-flag questions that were not asked, the most urgent first: those of <see cref="Diagnosis.UnaskedRedFlags"/>.</summary>
    public ImmutableArray<RedFlagQuestion> UnaskedRedFlags => [.. RedFlagTable.QuestionsFor(this)];

    /// <summary>Context and statements, in one line: <c>man, 54, spine clinic, comes for a leg (left): left.foot-drop present</c>. What of age, sex
    /// and setting is not told stands there, too.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{PatientWords.Of(this)}: {string.Join(", ", [.. Observations.Select(static o => o.ToString()), .. Measured.Select(static m => FormattableString.Invariant($"{m.Key} {m.Value}"))])}";

    /// <summary>States observations, such as those of another patient, in time linear in their number.</summary>
    /// <param name="observations">The observations.</param>
    /// <returns>The patient with them stated, after what was stated before.</returns>
    /// <exception cref="ArgumentException">A finding is unknown to the model.</exception>
    public Patient With(params ReadOnlySpan<Observation> observations)
    {
        var stated = new Observation[observations.Length];
        for (int i = 0; i < stated.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(observations[i], nameof(observations));
            stated[i] = Model.Checked(observations[i]);
        }

        return new(this) { Observations = Observations.AddRange(stated) };
    }

    internal Patient With(Observation observation) =>
        new(this) { Observations = Observations.Add(Model.Checked(observation)) };

    /// <summary>States one variable of the examination.</summary>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    internal Patient Examined(string variable, bool isSo) => ExaminationNames.Contains(variable)
        ? new(this) { Examination = Examination.SetItem(variable, isSo) }
        : throw new ArgumentException($"Nothing of the examination is called '{variable}'; expected one of {string.Join(", ", ExaminationNames)}.");

    /// <summary>The same patient with other statements, which were checked before.</summary>
    internal Patient WithOnly(ImmutableArray<Observation> observations) => new(this) { Observations = observations };

    private Patient Add(Leg? leg, ReadOnlySpan<Finding> findings, ObservationKind kind, double likelihoodRatio)
    {
        var stated = new Observation[findings.Length];
        for (int i = 0; i < stated.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(findings[i], nameof(findings));
            stated[i] = Observation.Of(Model.Bound(findings[i]), leg, kind, likelihoodRatio);
        }

        return new(this) { Observations = Observations.AddRange(stated) };
    }
}
