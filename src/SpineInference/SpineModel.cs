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
public sealed partial class SpineModel
{
    private static readonly Lazy<SpineModel> LazyDefault = new(static () => new SpineModel(ShippedKnowledge.Network, ShippedKnowledge.Network.Network, null, null));

    // Read from the assembly's attributes, which takes a while: not before somebody asks.
    internal static readonly Lazy<string> LazyVersion = new(static () =>
        typeof(SpineModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    private readonly Lazy<IInferenceEngine> _engine;
    private readonly Lazy<Dictionary<string, DescribedFinding>> _findings;
    private readonly Lazy<FindingSearch> _search;

    private SpineModel(KnowledgeNetwork description, BayesianNetwork network, IInferenceEngine? engine, MeasurementModel? measurements)
    {
        Measurements = measurements;
        Description = description;
        Network = network;
        _engine = new Lazy<IInferenceEngine>(() => engine ?? ShippedTape.LoadOrCompile(
            network, ReferenceEquals(network, description.Network) ? description.ProgramIdentity.AsSpan() : default));
        _search = new Lazy<FindingSearch>(() => new FindingSearch(DescribedFindings));
        _findings = new Lazy<Dictionary<string, DescribedFinding>>(() =>
        {
            var findings = new Dictionary<string, DescribedFinding>(StringComparer.Ordinal);
            foreach (DescribedVariable variable in description.Variables)
            {
                if (variable.Kind == VariableKind.Finding && !findings.ContainsKey(variable.Id))
                {
                    findings.Add(variable.Id, Knowledge.DescribedFinding.Of(variable));
                }
            }

            return findings;
        });
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

    /// <summary>Every finding that a patient may be described by: those of the network in its order, then those asked for red-flag rules
    /// alone, which do not enter the posterior.</summary>
    public ImmutableArray<DescribedFinding> DescribedFindings =>
        [.. _findings.Value.Values, .. ShippedKnowledge.RuleOnly.Where(f => !_findings.Value.ContainsKey(f.Id))];

    /// <summary>Identity of structure, parameters and measurements, in lower-case hexadecimal; that of <see cref="Network"/> where there are
    /// no measurements.</summary>
    public string Hash => Measurements?.Hash ?? Network.Hash;

    /// <summary>A model with other parameters or another engine.</summary>
    /// <param name="network">A network with the variables and structure of <see cref="ShippedKnowledge.Network"/>.</param>
    /// <param name="engine">An engine on that network, or <see langword="null"/> for the built-in exact one.</param>
    /// <exception cref="ArgumentException">The network has other variables or another structure.</exception>
    public static SpineModel FromNetwork(BayesianNetwork network, IInferenceEngine? engine = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Create(network, engine, null);
    }

    /// <summary>A model as it was fitted, with its measurements.</summary>
    /// <param name="model">A network with the variables and structure of <see cref="ShippedKnowledge.Network"/>, and measurements over it.</param>
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

    internal SpineModel With(IInferenceEngine engine) => new(Description, Network, engine, Measurements);
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

    /// <summary>What can be known of a patient before the answer is: findings and context, if a network is this library's model or a version
    /// of it; otherwise everything, since no network says by itself what can be observed.</summary>
    /// <param name="network">A network. It counts as a version of the model where at least half of its variables are the model's, by name and
    /// states; of the others nothing is known, and they are left out.</param>
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
    /// <exception cref="ArgumentException">The network has no such variable.</exception>
    public Predictor NewPredictor(string target, PredictionEvidence? evidence = null) =>
        new(new FittedModel(Network, Measurements), target, evidence ?? EvidenceOf(Network));

    /// <summary>Finds a finding by its text id.</summary>
    /// <param name="id">The id without a leg, such as <c>foot-drop</c>.</param>
    /// <param name="state">The state; <see langword="null"/> for <c>present</c>.</param>
    /// <exception cref="ArgumentException">There is no such finding or state; the message names the nearest.</exception>
    public Finding Finding(string id, string? state = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        DescribedFinding finding = FindFinding(id) ?? throw new ArgumentException($"Unknown finding '{id}'.{SuggestionFor(id)}", nameof(id));
        state ??= "present";
        return finding.States.Contains(state)
            ? new Finding(id, finding.IsOfLeg, state)
            : throw new ArgumentException(
                $"Finding '{id}' has no state '{state}'. Its states: {string.Join(", ", finding.States)}.", nameof(state));
    }

    /// <summary>A finding by its text id, or <see langword="null"/>. Those of rules alone are read where the network has none of that id.</summary>
    internal DescribedFinding? FindFinding(string id) =>
        _findings.Value.TryGetValue(id, out DescribedFinding? finding) ? finding : ShippedKnowledge.RuleOnly.FirstOrDefault(f => f.Id == id);

    /// <summary>A finding of which a statement was accepted.</summary>
    internal DescribedFinding DescribedFinding(string id) => FindFinding(id) ?? throw new ArgumentException($"Unknown finding '{id}'.", nameof(id));

    /// <summary>Whether a finding is asked for red-flag rules alone.</summary>
    internal bool IsRuleOnly(Finding finding) => !_findings.Value.ContainsKey(finding.Id);

    /// <summary>Whether a statement says that a finding is absent or normal. Without a leg such a statement holds of both.</summary>
    /// <param name="observation">A statement about a finding of this model.</param>
    /// <exception cref="ArgumentException">There is no such finding.</exception>
    public bool IsNegative(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        Finding(observation.Finding.Id, observation.Finding.State);

        // The first state is that of a sound leg: absent, or normal.
        bool isSound = DescribedFinding(observation.Finding.Id).States[0] == observation.Finding.State;
        return observation.Kind switch
        {
            ObservationKind.Present => isSound,
            ObservationKind.Absent => !isSound,
            _ => isSound == observation.LikelihoodRatio > 1,
        };
    }

    /// <summary>Finds findings by words: text ids, clinical labels, plain words and synonyms of the tables, such as <c>ankle jerk</c>.</summary>
    /// <param name="words">The words; case, accents and punctuation do not count.</param>
    /// <returns>The findings that fit, the best first; empty where none does.</returns>
    /// <remarks>O(findings); nothing is guessed from it: a finding is stated by its id.</remarks>
    public ImmutableArray<FindingMatch> FindFindings(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return _search.Value.Find(words);
    }

    /// <summary>What to type in place of an unknown id, as a sentence with a blank before it.</summary>
    internal string SuggestionFor(string id)
    {
        int dot = id.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && Legs.TryParse(id[..dot], out Leg leg) && FindFinding(id[(dot + 1)..]) is { } named)
        {
            return !named.IsOfLeg
                ? $" '{named.Id}' is a finding of the patient and has no leg: leave '{leg.Id}.' out."
                : $" It names a leg: ask for '{named.Id}' and state it of the leg, as in Present(Leg.{leg}, …).";
        }

        if (_search.Value.Named(id) is { } exact)
        {
            return $" Did you mean '{exact}'?";
        }

        string near = NameSuggestion.For(id, [.. DescribedFindings.Select(static f => f.Id)]);
        if (near.Length > 0)
        {
            return near;
        }

        string[] found = [.. FindFindings(id).Take(3).Select(static m => m.Id)];
        return found.Length > 0
            ? $" Did you mean '{string.Join("' or '", found)}'?"
            : $" Find its id with 'spine findings WORDS' or {nameof(FindFindings)}.";
    }

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

    internal Observation Checked(Observation observation)
    {
        Finding finding = observation.Finding;
        if (finding.Id is null)
        {
            throw new ArgumentException("The finding is empty: use one of Findings.");
        }

        Finding(finding.Id, finding.State);
        if (observation.Leg is { } leg && !finding.IsOfLeg)
        {
            throw new ArgumentException($"'{finding.Id}' is a finding of the patient, not of the {leg.Id} leg: state it without a leg.");
        }

        return observation;
    }
}
