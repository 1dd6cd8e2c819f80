using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>The answer for one patient: posteriors over root, cause and place, red flags and advice.</summary>
/// <remarks>
/// <para>Every probability is conditional on what was stated and on the model; it supports a clinician and does not replace one.</para>
/// <para>Where findings of a leg were given and no leg was named, left and right are exchangeable: everything that has a side is the
/// average over the findings being in the one leg or the other.</para>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
/// <example><code>
/// double l5 = diagnosis.RootLevel[NerveRoot.L5];
/// Console.WriteLine(diagnosis.Explain(NerveRoot.L5));
/// Console.WriteLine(diagnosis.ComputeInterval(NerveRoot.L5).ComputeCentralInterval(0.9));
/// foreach (NextFinding next in diagnosis.ProposeFindings(3).Findings)
/// {
///     Console.WriteLine(next.Label);
/// }
/// </code></example>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed partial class Diagnosis
{
    private readonly bool _sideUnknown;

    // Each answer is made when it is first asked for: few ask for all, and the first comes the sooner.
    private readonly Distribution?[] _answers = new Distribution?[Questions.All.Length];
    private readonly Lazy<Assumption[]> _assumptions;
    private readonly Lazy<Doubt[]> _doubts;
    private readonly Lazy<InformationGain?> _imageThatWouldTell;
    private readonly Lazy<RedFlag[]> _redFlags;
    private readonly Lazy<RedFlagQuestion[]> _unasked;
    private readonly Lazy<AdviceSentence[]> _advice;
    private readonly Lazy<string> _modelVersion = SpineModel.LazyVersion;
    private readonly Lazy<double> _logEvidence;
    private readonly Lazy<double> _sciatica;

    private Diagnosis(Patient patient, PatientReading reading, Evidence evidence, Posteriors posteriors, double logScale)
    {
        Patient = patient;
        Evidence = evidence;
        Posteriors = posteriors;
        Reading = reading;
        _sideUnknown = Reading.IsSideUnknown;
        _redFlags = new(() => [.. LikelyDanger.AddTo(this)]);
        _unasked = new(() => [.. RedFlagTable.QuestionsFor(patient)]);
        _assumptions = new(() => [.. SpineInference.Assumptions.Of(this)]);
        _imageThatWouldTell = new(() => SlipOrStenosis.ImageThatWouldTell(this));
        _doubts = new(() => [.. Combinations.Of(this), .. SlipOrStenosis.Of(this)]);
        _advice = new(() => [.. SpineInference.Advice.For(this)]);
        _logEvidence = new(() => posteriors.LogEvidence + logScale - PatientEvidence.LogOfContext(patient));
        _sciatica = new(() => Sciatica.Probability(this));
    }

    /// <summary>The patient as stated.</summary>
    public Patient Patient { get; }

    /// <summary>The most probable answers to <see cref="Questions.Principal"/>: root and cause.</summary>
    public ImmutableArray<Answer> PrincipalAnswers => [.. Questions.Principal.Select(q => Ask(q).RankedOutcomes[0].Answer)];

    /// <summary>P(lumbar spinal stenosis) + P(spondylolisthesis by arthritis or instability): often nothing but sex and a step-off
    /// tells the two apart.</summary>
    public double StenosisSyndrome => Math.Min(1, Cause[SpineInference.Cause.LumbarSpinalStenosis]
        + SlipMechanism[SpineInference.SlipMechanism.Arthritis] + SlipMechanism[SpineInference.SlipMechanism.Instability]);

    /// <summary>P(pain or altered sensation somewhere in the territory of a sciatic nerve, in either leg). Computed at first use.</summary>
    public double SciaticaProbability => _sciatica.Value;

    /// <summary>What was taken to be so although nobody stated it: the side of the complaint where findings are told of one leg only, and
    /// the complaint that is most probable where it was not stated.</summary>
    public ImmutableArray<Assumption> Assumptions => ImmutableCollectionsMarshal.AsImmutableArray(_assumptions.Value);

    /// <summary>Statements that cannot be meant together, by a table of such combinations, and what is undecided: stenosis or a degenerative slip,
    /// where nothing but the patient's sex puts one before the other. What is merely rare, <see cref="CheckCoherence"/> tells.</summary>
    public ImmutableArray<Doubt> Doubts => ImmutableCollectionsMarshal.AsImmutableArray(_doubts.Value);

    /// <summary>The image that would tell stenosis from a degenerative slip, where nothing but the patient's sex does; doubts and proposals ask for it.</summary>
    internal InformationGain? ImageThatWouldTell => _imageThatWouldTell.Value;

    /// <summary>Warnings, the most urgent first: those that fired by rule and depend on no posterior (<see cref="Patient.RedFlags"/>), and causes that must
    /// not wait, are likely, and have no such rule beside them.</summary>
    public ImmutableArray<RedFlag> RedFlags => ImmutableCollectionsMarshal.AsImmutableArray(_redFlags.Value);

    /// <summary>The red-flag questions that were not asked, the most urgent first: what is stated leaves open whether their rules fire.</summary>
    public ImmutableArray<RedFlagQuestion> UnaskedRedFlags => ImmutableCollectionsMarshal.AsImmutableArray(_unasked.Value);

    /// <summary>The urgency of the most urgent red flag; <see cref="Urgency.Routine"/> where none fired.</summary>
    public Urgency Urgency => RedFlags.IsEmpty ? Urgency.Routine : RedFlags[0].Urgency;

    /// <summary>Who should look next, in plain sentences: those of <see cref="AdviceSentences"/>.</summary>
    public string Advice => string.Join(' ', AdviceSentences.Select(static s => s.Text));

    /// <summary>Who should look next, sentence by sentence: with a red flag, what the most urgent one demands and nothing slower, milder or
    /// reassuring.</summary>
    public ImmutableArray<AdviceSentence> AdviceSentences => ImmutableCollectionsMarshal.AsImmutableArray(_advice.Value);

    /// <summary>What is done next: the sentences of the advice that do not say when to come back.</summary>
    public ImmutableArray<AdviceSentence> NextSteps => [.. AdviceSentences.Where(static s => !s.IsSafetyNet)];

    /// <summary>When to come back: the sentences of the safety net; empty where none is told.</summary>
    public ImmutableArray<AdviceSentence> ReturnAdvice => [.. AdviceSentences.Where(static s => s.IsSafetyNet)];

    /// <summary>Natural logarithm of P(findings | context); where something was measured, of the density of that and of the findings.</summary>
    public double LogEvidence => _logEvidence.Value;

    /// <summary>Version of the library.</summary>
    public string ModelVersion => _modelVersion.Value;

    /// <summary>Identity of the model's structure and parameters.</summary>
    public string ModelHash => Patient.Model.Hash;

    /// <summary>The evidence that was set on the network.</summary>
    public Evidence Evidence { get; }

    /// <summary>How the note was read.</summary>
    internal PatientReading Reading { get; }

    /// <summary>What the engine answered.</summary>
    internal Posteriors Posteriors { get; }

    /// <summary>The answer to a question.</summary>
    /// <typeparam name="T">The kind of values.</typeparam>
    /// <param name="question">One of <see cref="Questions"/>, on demand or not.</param>
    /// <returns>The distribution over its values.</returns>
    public Distribution<T> Ask<T>(Question<T> question)
        where T : struct, Enum => (Distribution<T>)Ask((Question)question);

    /// <summary>The answer to a question of any type.</summary>
    /// <param name="question">One of <see cref="Questions"/>.</param>
    /// <returns>The distribution over its answers.</returns>
    public Distribution Ask(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        int place = Questions.All.IndexOf(question);
        return place < 0 ? Read(question) : _answers[place] ??= Read(question);
    }

    /// <summary>The state of a root in a leg; L1 has no node of its own and is refused.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="root">A root from L2 to S3.</param>
    /// <returns>The distribution over normal, irritated and compressed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is L1.</exception>
    public Distribution<RootState> Root(Leg leg, NerveRoot root) => Ask(Questions.RootOf(leg, root));

    /// <summary>P(symptomatic narrowing of the canal) at a level; several levels may be narrow.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The probability, in [0, 1]; <see cref="Questions.StenosisAt"/> is the question.</returns>
    public double StenosisAt(DiscLevel level) => Ask(Questions.StenosisAt(level))[Presence.Present];

    /// <summary>The posterior of any variable of the network, by name, in the order of its states.</summary>
    /// <param name="variable">A name such as <c>left.muscle.tibialis-anterior</c>.</param>
    /// <returns>The probabilities; their sum is 1.</returns>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public ImmutableArray<double> PosteriorOf(string variable)
    {
        Variable v = Patient.Model.Network[variable];
        ReadOnlySpan<double> direct = Posteriors[v];
        if (!_sideUnknown)
        {
            return [.. direct];
        }

        ReadOnlySpan<double> mirrored = Posteriors[Mirror.NameOf(variable)];
        var averaged = new double[direct.Length];
        for (int s = 0; s < averaged.Length; s++)
        {
            averaged[s] = (direct[s] + mirrored[Mirror.StateOf(v, s)]) / 2;
        }

        return [.. averaged];
    }

    /// <summary>Root, cause and site with the most probable outcomes, in three lines, and a line for each of
    /// <see cref="Doubts"/> and <see cref="Assumptions"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        $"Root:  {RootLevel.Describe(3)}",
        $"Cause: {Cause.Describe(3)}",
        $"Site:  {LesionSite.Describe(2)}",
        .. Doubts.Select(static d => $"Check: {d.Text}"),
        .. Assumptions.Select(static a => $"Taken: {a.Text}"),
    ]);

    internal static Diagnosis Of(Patient patient)
    {
        PatientReading reading = PatientReading.Of(patient);
        Evidence evidence = PatientEvidence.Of(patient, reading, out double logScale);
        try
        {
            return new Diagnosis(patient, reading, evidence, patient.Model.Engine.Query(evidence), logScale);
        }
        catch (ImpossibleEvidenceException)
        {
            throw ImpossibleFindings.Explain(patient);
        }
    }

    private Distribution Read(Question question) => question.HasVariable
        ? question.Distribute(question.AnswersFor(Patient.Model.Network[question.Id].States), PosteriorOf(question.Id))
        : question.Distribute(question.Answers, [1 - SciaticaProbability, SciaticaProbability]);
}
