using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What any variable would tell about a target under some evidence: the queries are run once, and as many candidates as one likes are ranked
/// by their answers.</summary>
/// <remarks>Immutable and safe for concurrent use. Takes one query for each possible state of the target.</remarks>
public sealed class InformationSurvey
{
    private readonly IInferenceEngine _engine;
    private readonly Evidence _evidence;
    private readonly InformationTarget _target;
    private readonly TargetScenarios _now;
    private readonly Variable[]? _read;
    private readonly bool[]? _isCandidate;

    /// <summary>Runs the queries.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="target">What is to be found out.</param>
    /// <exception cref="ArgumentException">Something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    public InformationSurvey(IInferenceEngine engine, Evidence evidence, InformationTarget target)
        : this(engine, evidence, target, null)
    {
    }

    /// <summary>Runs the queries for some variables alone, which are then the only candidates.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="target">What is to be found out.</param>
    /// <param name="candidates">The variables that may be ranked, known or not: best the same list for every evidence, since a shorter program is compiled for a list when it is first
    /// used, and kept. Null for all.</param>
    /// <exception cref="ArgumentException">Something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    public InformationSurvey(IInferenceEngine engine, Evidence evidence, InformationTarget target, IReadOnlyList<Variable>? candidates)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(target);
        _engine = engine;
        _evidence = evidence;
        _target = target;
        if (candidates is not null)
        {
            _read = [.. candidates];
            _isCandidate = new bool[engine.Network.Variables.Length];
            foreach (Variable candidate in _read)
            {
                engine.Network.ThrowIfForeign(candidate);
                _isCandidate[candidate.Index] = true;
            }
        }

        _now = TargetScenarios.Of(engine, [evidence], target, _read)[0];
        EntropyBits = _now.Entropy;
    }

    /// <summary>Entropy of the target now, in bits; the sum over the target variables where they are asked separately.</summary>
    public double EntropyBits { get; }

    /// <summary>Whether nothing need be asked any more.</summary>
    /// <param name="from">The probability from which on a state counts as certain enough.</param>
    /// <returns>Whether every target variable has a state that is at least so probable now.</returns>
    public bool IsSettled(double from) => _target.Variables.All(v => Largest(_now.Present[v]) >= from);

    /// <summary>Ranks candidates by expected information gain about the target, for each unit of cost.</summary>
    /// <param name="candidates">Variables that could be looked at; none observed.</param>
    /// <param name="cost">What it costs to look, positive; <see langword="null"/> for the same everywhere.</param>
    /// <returns>All candidates, the best first; equals keep their order.</returns>
    /// <exception cref="ArgumentException">A candidate is observed or belongs to another network, or a cost is not positive.</exception>
    public ImmutableArray<InformationGain> Rank(IReadOnlyList<Variable> candidates, Func<Variable, double>? cost = null) =>
        Rank(candidates, new InformationOptions { Cost = cost });

    /// <summary>Ranks candidates by expected information gain about the target, for each unit of cost, where some presuppose something.</summary>
    /// <param name="candidates">Variables that could be looked at; none observed.</param>
    /// <param name="options">What looking costs and what it presupposes; what ends a plan is not read.</param>
    /// <returns>The candidates that can be looked at, the best first; equals keep their order.</returns>
    /// <exception cref="ArgumentException">A candidate is observed or belongs to another network, or a cost is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The options ask for a share outside [0, 1].</exception>
    /// <remarks>Each presupposition that is neither certain nor impossible takes as many queries as the survey itself.</remarks>
    public ImmutableArray<InformationGain> Rank(IReadOnlyList<Variable> candidates, InformationOptions options)
    {
        ThrowIfObserved(candidates);
        ArgumentNullException.ThrowIfNull(options);
        return [.. GainsOf(candidates, [new Branch(1, _evidence, _now)], [], options).OrderByDescending(static g => g.BitsPerCost)];
    }

    /// <summary>Chooses findings one after the other, each the best given that those before it will be known.</summary>
    /// <param name="candidates">Variables that could be looked at; none observed.</param>
    /// <param name="options">How many, at what cost, and when to stop; <see langword="null"/> for one finding at equal cost.</param>
    /// <returns>The findings in the order chosen, and why it stops.</returns>
    /// <exception cref="ArgumentException">A candidate is observed or belongs to another network, or a cost is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The options ask for less than one finding or a negative gain.</exception>
    /// <remarks>The first finding needs no further query. The gain of each later step is averaged over the results of the steps before it, so the number of queries grows with the
    /// product of the chosen findings' states.</remarks>
    public InformationPlan Plan(IReadOnlyList<Variable> candidates, InformationOptions? options = null)
    {
        ThrowIfObserved(candidates);
        options ??= new InformationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MinimumBits, nameof(options));
        if (IsSettled(options.SettledFrom))
        {
            return new InformationPlan(EntropyBits, [], InformationStop.Settled);
        }

        List<Variable> open = [.. candidates];
        var ready = new HashSet<SetUp>();
        var chosen = ImmutableArray.CreateBuilder<InformationGain>();
        Branch[] branches = [new(1, _evidence, _now)];
        while (true)
        {
            InformationGain? best = GainsOf(open, branches, ready, options).MaxBy(static g => g.BitsPerCost);
            if (best is null)
            {
                return new InformationPlan(EntropyBits, chosen.ToImmutable(), InformationStop.NoCandidates);
            }

            if (best.Bits < options.MinimumBits)
            {
                return new InformationPlan(EntropyBits, chosen.ToImmutable(), InformationStop.LittleGain);
            }

            chosen.Add(best);
            if (chosen.Count == options.Count)
            {
                return new InformationPlan(EntropyBits, chosen.ToImmutable(), InformationStop.Count);
            }

            open.Remove(best.Finding);
            ready.UnionWith(options.SetUps?.Invoke(best.Finding) ?? []);
            branches = Split(branches, best.Finding);
        }
    }

    // What each candidate that can be looked at would tell, averaged over the branches.
    private IEnumerable<InformationGain> GainsOf(IReadOnlyList<Variable> candidates, Branch[] branches, HashSet<SetUp> ready, InformationOptions options)
    {
        if (!(options.SmallestShare >= 0 && options.SmallestShare <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.SmallestShare, "The smallest share lies in [0, 1].");
        }

        // One set of queries for all candidates that presuppose the same.
        var presupposed = new Dictionary<Presupposition, PresupposedScenarios[]>();
        foreach (Variable candidate in candidates)
        {
            Presupposition? presupposition = options.Presupposes?.Invoke(candidate);
            if (presupposition is null)
            {
                yield return new InformationGain(candidate, branches.Sum(b => b.Probability * b.Scenarios.Information(candidate)), CostOf(candidate, ready, options), 1, _now);
                continue;
            }

            if (!presupposed.TryGetValue(presupposition, out PresupposedScenarios[]? scenarios))
            {
                scenarios = PresupposedScenarios.Of(_engine, presupposition, [.. branches.Select(static b => (b.Evidence, b.Scenarios))], _target, _read);
                presupposed.Add(presupposition, scenarios);
            }

            double share = branches.Zip(scenarios).Sum(static b => b.First.Probability * b.Second.Share);
            if (share > 0 && share >= options.SmallestShare)
            {
                yield return new InformationGain(
                    candidate, branches.Zip(scenarios).Sum(b => b.First.Probability * b.Second.Information(candidate)), CostOf(candidate, ready, options), share, _now);
            }
        }
    }

    private Branch[] Split(Branch[] branches, Variable finding)
    {
        (double Probability, Evidence Evidence)[] next =
        [
            .. branches.SelectMany(b => b.Scenarios.Present[finding].ToArray()
                .Select((p, s) => (Probability: b.Probability * p, State: s))
                .Where(static r => r.Probability > 0)
                .Select(r => (r.Probability, Restriction.To(b.Evidence, finding, r.State)))),
        ];
        TargetScenarios[] scenarios = TargetScenarios.Of(_engine, [.. next.Select(static n => n.Evidence)], _target, _read);
        return [.. next.Select((n, i) => new Branch(n.Probability, n.Evidence, scenarios[i]))];
    }

    private void ThrowIfObserved(IReadOnlyList<Variable> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        foreach (Variable candidate in candidates)
        {
            if (_evidence.ObservedStateOf(candidate) >= 0)
            {
                throw new ArgumentException($"'{candidate.Name}' is observed already: looking again tells nothing.", nameof(candidates));
            }

            if (_isCandidate is not null && !_isCandidate[candidate.Index])
            {
                throw new ArgumentException($"'{candidate.Name}' is not among the {_read!.Length} candidates that the survey was made for.", nameof(candidates));
            }
        }
    }

    private static double Largest(ReadOnlySpan<double> probabilities)
    {
        double largest = 0;
        foreach (double probability in probabilities)
        {
            largest = Math.Max(largest, probability);
        }

        return largest;
    }

    private static double CostOf(Variable candidate, HashSet<SetUp> ready, InformationOptions options)
    {
        double own = options.Cost?.Invoke(candidate) ?? 1;
        if (!(own > 0) || double.IsInfinity(own))
        {
            throw new ArgumentException($"The cost of '{candidate.Name}' is {own}; expected a positive number.", nameof(options));
        }

        return own + (options.SetUps?.Invoke(candidate).Where(s => !ready.Contains(s)).Distinct().Sum(static s => s.Cost) ?? 0);
    }

    // Results of the findings chosen so far, how probable they are, and everything under them.
    private sealed record Branch(double Probability, Evidence Evidence, TargetScenarios Scenarios);
}
