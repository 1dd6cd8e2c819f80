using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>How a network is fitted to a cohort.</summary>
/// <remarks>Immutable.</remarks>
public sealed record FitOptions
{
    /// <summary>The defaults: variational Bayes, everything that is no definition is learned, the network's rows as priors.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>How parameters are learned.</summary>
    public FitMethod Method { get; init; } = FitMethod.VariationalBayes;

    /// <summary>What the effective sample sizes of the priors are multiplied by; from 1e-6 to 1e6. Below 1 the data speak louder.</summary>
    public double PriorStrength { get; init; } = 1;

    /// <summary>Names of the variables whose distributions are learned; <see langword="null"/> for all. A row that several
    /// distributions share is learned if one of them is.</summary>
    public ImmutableArray<string>? Tables { get; init; }

    /// <summary>Ids of rows that stay as they are.</summary>
    public ImmutableArray<string> FrozenRows { get; init; } = [];

    /// <summary>The continuous measurements of the model; each must be a column of the cohort.</summary>
    public ImmutableArray<Measurement> Measurements { get; init; } = [];

    /// <summary>Names of variables in an order in which eliminating them makes a short program, such as
    /// <see cref="ExactEngine.EliminationOrder"/> of an engine of the same network; <see langword="null"/> to search for one. It decides how
    /// long an iteration takes, not what it finds (but for the last bits). Variables that are not named go first.</summary>
    public ImmutableArray<string>? EliminationOrder { get; init; }

    /// <summary>The largest number of iterations of one start; at least 1.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>The fit has converged when the bound rises by less than this for each patient.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>How many random starts are made where measurements have a parent that is not always observed; the one with the highest
    /// bound is kept. At least 1.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>Seed of the random starts.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether effective sample sizes are corrected for missing data, which costs about one pass over at most
    /// <see cref="InformationCases"/> rows. Without it they are those of the variational posterior, which is too sure of itself.</summary>
    public bool CorrectSampleSizes { get; init; } = true;

    /// <summary>From how many rows, evenly spaced, the correction is computed at most.</summary>
    public int InformationCases { get; init; } = 20000;

    /// <summary>Whether rows that are impossible under the network are left out with a warning, rather than refused.</summary>
    public bool LeaveOutImpossibleRows { get; init; }

    /// <summary>The largest number of threads; -1 for as many as there are cores. Results do not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>A file that receives the state of the fit now and then, whole or not at all; <see langword="null"/> for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>After how many iterations a checkpoint is written.</summary>
    public int CheckpointInterval { get; init; } = 10;

    /// <summary>A state to go on from, of the same network, cohort and options; <see langword="null"/> to start anew.</summary>
    public FitCheckpoint? Resume { get; init; }

    /// <summary>Told after each iteration, on the fitting thread.</summary>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>The smallest <see cref="PriorStrength"/>.</summary>
    public const double SmallestStrength = 1e-6;

    /// <summary>The largest <see cref="PriorStrength"/>.</summary>
    public const double LargestStrength = 1e6;

    internal bool[] LearnedRows(BayesianNetwork network)
    {
        var learned = new bool[network.Rows.Length];
        IEnumerable<ConditionalDistribution> chosen = Tables is { } names
            ? names.Select(name => network.DistributionOf(network[name]))
            : network.Distributions;
        foreach (ProbabilityRow row in chosen.SelectMany(static d => d.Rows))
        {
            // A row with one possible state has nothing to learn.
            learned[row.Index] = !row.IsDefinition && row.Probabilities.Count(static p => p > 0) > 1;
        }

        foreach (ConditionalDistribution table in chosen)
        {
            if (Tables is not null && !table.Rows.Any(r => learned[r.Index]))
            {
                throw new ArgumentException(
                    $"Table '{table.Variable.Name}' has nothing to learn: it is a function of {string.Join(", ", table.Parents.Select(static p => p.Name))}. Name those tables instead.",
                    nameof(network));
            }
        }

        if (FrozenRows.Length > 0)
        {
            Dictionary<string, int> indices = network.Rows.ToDictionary(static r => r.Id, static r => r.Index, StringComparer.Ordinal);
            foreach (string id in FrozenRows)
            {
                learned[indices.TryGetValue(id, out int index)
                    ? index
                    : throw new ArgumentException($"Network '{network.Name}' has no row '{id}' to freeze.", nameof(network))] = false;
            }
        }

        return learned;
    }

    internal void Check()
    {
        if (!(PriorStrength is >= SmallestStrength and <= LargestStrength))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{nameof(PriorStrength)} is {PriorStrength}; expected a number from {SmallestStrength} to {LargestStrength}."));
        }

        if (MaxIterations < 1 || Restarts < 1 || CheckpointInterval < 1 || InformationCases < 1 || !(Tolerance >= 0))
        {
            throw new ArgumentException(
                $"{nameof(MaxIterations)}, {nameof(Restarts)}, {nameof(CheckpointInterval)} and {nameof(InformationCases)} must be at least 1 and {nameof(Tolerance)} not negative.");
        }
    }

    /// <summary>The choices that decide the result, as text for a model file's provenance.</summary>
    internal string Describe() => FormattableString.Invariant(
        $"method={Method} prior-strength={PriorStrength:R} tables={(Tables is { } t ? string.Join('+', t) : "all")} frozen={string.Join('+', FrozenRows)} measurements={string.Join('+', Measurements.Select(static m => m.ToString()))} max-iterations={MaxIterations} tolerance={Tolerance:R} restarts={Restarts} seed={Seed}");
}
