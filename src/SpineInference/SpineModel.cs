using System.Collections.Immutable;
using System.Reflection;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference;

/// <summary>The model of the lumbosacral roots and the causes that injure them: the way in.</summary>
/// <remarks>Immutable and safe for concurrent use; make one and keep it.</remarks>
/// <example><code>
/// Diagnosis diagnosis = SpineModel.Default
///     .Patient(age: 54, complaint: Complaint.Leg)
///     .Present(Leg.Left, Findings.FootDrop, Findings.AlteredSensation(Region.BigToe))
///     .Diagnose();
/// Console.WriteLine(diagnosis.RootLevel.MostProbable);
/// </code></example>
public sealed partial class SpineModel
{
    private static readonly Lazy<SpineModel> LazyDefault = new(static () => new SpineModel(ShippedKnowledge.Network, ShippedKnowledge.Network.Network, null, null));

    // Read from the assembly's attributes, which takes a while: not before somebody asks.
    internal static readonly Lazy<string> LazyVersion = new(static () =>
        typeof(SpineModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    private readonly Lazy<IInferenceEngine> _engine;
    private readonly Lazy<FindingPlaces> _findings;
    private readonly Lazy<FindingSearch> _search;
    private readonly bool _isOfOwnTables;

    private SpineModel(
        KnowledgeNetwork description, BayesianNetwork network, IInferenceEngine? engine, MeasurementModel? measurements, bool isOfOwnTables = false, SpineModel? general = null)
    {
        General = general ?? this;
        _isOfOwnTables = isOfOwnTables;
        Measurements = measurements;
        Description = description;
        Network = network;
        _engine = new Lazy<IInferenceEngine>(() => engine ?? ShippedTape.LoadOrCompile(
            network, ReferenceEquals(network, description.Network) ? description.ProgramIdentity.AsSpan() : default));
        _search = new Lazy<FindingSearch>(() => new FindingSearch(DescribedFindings));
        _findings = new Lazy<FindingPlaces>(() => new FindingPlaces(description));
    }

    /// <summary>The model shipped with the library: read ready-made, once.</summary>
    /// <exception cref="InvalidDataException">The library is damaged.</exception>
    public static SpineModel Default => LazyDefault.Value;

    /// <summary>The version of the library the model comes from.</summary>
    public static string Version => LazyVersion.Value;

    /// <summary>The knowledge behind the model: labels, sources, rows.</summary>
    public KnowledgeNetwork Description { get; }

    /// <summary>The network that answers; its variables are those of <see cref="Description"/>, its parameters may be refitted.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The continuous measurements the model was fitted with, or <see langword="null"/> where there are none.</summary>
    public MeasurementModel? Measurements { get; }

    /// <summary>The engine that answers.</summary>
    public IInferenceEngine Engine => _engine.Value;

    /// <summary>The model that <see cref="ClinicProtocols.ForProtocol"/> specialised, which gives the same answers; this one where it is nobody's special case.</summary>
    public SpineModel General { get; }

    /// <summary>Every finding that a patient may be described by: those of the network in its order, then those asked for red-flag rules
    /// alone, which do not enter the posterior.</summary>
    public ImmutableArray<DescribedFinding> DescribedFindings => _findings.Value.All;

    /// <summary>Identity of structure, parameters and measurements, in lower-case hexadecimal; that of <see cref="Network"/> where there are
    /// no measurements.</summary>
    public string Hash => Measurements?.Hash ?? Network.Hash;

    /// <summary>A model with other parameters or another engine.</summary>
    /// <param name="network">A network with the variables and structure of <see cref="ShippedKnowledge.Network"/>.</param>
    /// <param name="engine">An engine on that network, or <see langword="null"/> for the built-in exact one.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">The network has other variables or another structure.</exception>
    public static SpineModel FromNetwork(BayesianNetwork network, IInferenceEngine? engine = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Create(network, engine, null);
    }

    /// <summary>A model as it was fitted, with its measurements.</summary>
    /// <param name="model">A network with the variables and structure of <see cref="ShippedKnowledge.Network"/>, and measurements over it.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">The network has other variables or another structure.</exception>
    public static SpineModel FromFitted(FittedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(model.Network, null, model.Measurements);
    }

    /// <summary>The elimination order found for the shipped network, for another network of its structure, such as a refitted one: it saves
    /// the search.</summary>
    /// <param name="network">A network.</param>
    /// <returns>The names of its variables, the first to be eliminated first; <see langword="null"/> where it has another structure.</returns>
    public static ImmutableArray<string>? EliminationOrderFor(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return ShippedTape.OrderFor(network);
    }

    internal SpineModel With(IInferenceEngine engine) => new(Description, Network, engine, Measurements, _isOfOwnTables, General);

    private static SpineModel Create(BayesianNetwork network, IInferenceEngine? engine, MeasurementModel? measurements)
    {
        KnowledgeNetwork description = ShippedKnowledge.Network;
        if (network.Structure.DifferenceFrom(description.Network.Structure) == StructureDifference.Variables)
        {
            throw new ArgumentException(
                $"The network '{network.Name}' does not have the variables of this library's model; it was made for another version.", nameof(network));
        }

        if (engine is not null && !ReferenceEquals(engine.Network, network))
        {
            throw new ArgumentException("The engine answers for another network.", nameof(engine));
        }

        return new SpineModel(description, network, engine, measurements);
    }

    /// <summary>Loads a model from the file that a fit or an export wrote, with the measurements it was fitted with.</summary>
    /// <param name="path">The model file, plain or gzip-compressed.</param>
    /// <returns>The model.</returns>
    /// <exception cref="NetworkFormatException">The content is no valid model; all faults are listed.</exception>
    /// <exception cref="ArgumentException">The network has other variables than <see cref="ShippedKnowledge.Network"/>: it was made for
    /// another version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SpineModel Load(string path) => FromFitted(FittedModel.Load(path));

    /// <summary>Begins a patient's note.</summary>
    /// <param name="age">Age in years, from 18; <see langword="null"/> where unknown.</param>
    /// <param name="sex">Sex.</param>
    /// <param name="setting">Where the patient is seen.</param>
    /// <param name="complaint">What the patient comes for.</param>
    /// <param name="complaintSide">On which side; <see langword="null"/> where unknown.</param>
    /// <returns>The patient, of whom nothing is stated yet.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is below 18 or above 120, or an enumeration has no such member.</exception>
    public Patient Patient(
        int? age = null,
        Sex sex = Sex.Unknown,
        Setting setting = Setting.Unknown,
        Complaint complaint = Complaint.Unknown,
        Side? complaintSide = null)
    {
        if (age < SpineInference.Patient.MinimumAge)
        {
            throw new ArgumentOutOfRangeException(
                nameof(age), age, "The model covers adults of 18 years and over: the evidence behind its numbers has no younger patients.");
        }

        if (age > SpineInference.Patient.MaximumAge)
        {
            throw new ArgumentOutOfRangeException(nameof(age), age, "An age is given in years, at most 120.");
        }

        ThrowIfNoMember(sex, nameof(sex));
        ThrowIfNoMember(setting, nameof(setting));
        ThrowIfNoMember(complaint, nameof(complaint));
        if (complaintSide is { } side)
        {
            ThrowIfNoMember(side, nameof(complaintSide));
        }

        return new Patient(this, age, sex, setting, complaint, complaintSide);
    }

    /// <summary>Makes ready what the first answer needs, and the first intervals with it, so that no patient waits for them.</summary>
    /// <param name="withIntervals">Whether intervals will be told; without, a program spares some tenths of a second of a processor and some tens of megabytes.</param>
    /// <param name="cancellationToken">Ends it early; what was not made is made at first use.</param>
    /// <exception cref="InvalidDataException">The library is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>May be called at any time, on any thread and more than once. A program that is no host calls it where its user still reads or types, as
    /// <c>Task.Run(() => model.WarmUp())</c>.</remarks>
    public void WarmUp(bool withIntervals = true, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Evidence none = Evidence.None(Network);
        Engine.Query(none);
        if (withIntervals)
        {
            ModelUncertainty uncertainty = ModelUncertainty.For(this, cancellationToken);
            uncertainty.Analysis.ComputePosteriors(none, uncertainty.Draws, cancellationToken: cancellationToken);
        }
    }

    /// <summary>What can be known of a patient before the answer is: findings and context, if a network is this library's model or a version
    /// of it; otherwise everything, since no network says by itself what can be observed.</summary>
    /// <param name="network">A network. It counts as a version of the model where at least half of its variables are the model's, by name and
    /// states; of the others nothing is known, and they are left out.</param>
    /// <returns>What may be used of a row.</returns>
    public static PredictionEvidence EvidenceOf(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        KnowledgeNetwork own = ShippedKnowledge.Network;
        VariableKind?[] kinds = [.. network.Variables.Select(v => own.Network.TryGetVariable(v.Name, out Variable? same) && same.States.SequenceEqual(v.States)
            ? own.Variables[same.Index].Kind
            : (VariableKind?)null)];
        return 2 * kinds.Count(static k => k is not null) >= kinds.Length
            ? PredictionEvidence.Of(network.Variables.Where(v => kinds[v.Index] is VariableKind.Finding or VariableKind.Context).Select(static v => v.Name))
            : PredictionEvidence.EverythingKnown;
    }

    /// <summary>What predicts one variable of this model for the rows of cohorts.</summary>
    /// <param name="target">The name of the variable, such as <c>cause</c>.</param>
    /// <param name="evidence">What of a row may be used; findings and context (<see cref="EvidenceOf"/>) if null, so that neither causes nor
    /// roots nor labels among the columns tell the answer.</param>
    /// <returns>The predictor.</returns>
    /// <exception cref="ArgumentException">The network has no such variable.</exception>
    public Predictor CreatePredictor(string target, PredictionEvidence? evidence = null) =>
        new(new FittedModel(Network, Measurements), target, evidence ?? EvidenceOf(Network));

    /// <summary>Refuses a number that stands for no member of its enumeration.</summary>
    internal static void ThrowIfNoMember<T>(T value, string parameter)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(
                parameter, value, $"Expected a member of {typeof(T).Name}: {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }
}
