using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Divides rows for cross-validation.</summary>
public static class Folds
{
    // Each holds the numbers of all rows.
    private const int MostDivisions = 100_000;

    /// <summary>Repeated stratified k-fold: each fold has its share of every class, to within one row.</summary>
    /// <param name="labels">The class of each row; rows with a negative label are a class of their own.</param>
    /// <param name="folds">How many folds; at least 2 and at most the number of rows.</param>
    /// <param name="repeats">How often the rows are shuffled and divided anew; at least 1, and so that there are at most 100,000 divisions.</param>
    /// <param name="seed">Seed of the shuffling; repetition r uses seed + r.</param>
    /// <returns>repeats × folds divisions; the test rows of one repetition are all rows, each once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ImmutableArray<Fold> Stratify(ReadOnlySpan<int> labels, int folds, int repeats, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, labels.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)folds * repeats, MostDivisions);
        int[] copy = labels.ToArray();
        var divisions = ImmutableArray.CreateBuilder<Fold>(folds * repeats);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            var random = new Random(seed + repeat);
            int[] shuffled = [.. Enumerable.Range(0, copy.Length)];
            random.Shuffle(shuffled);

            // Dealing out one class after the other, without starting again at the first fold, keeps the folds' sizes within one row.
            int[] order = [.. shuffled.OrderBy(row => copy[row])];
            var foldOf = new int[copy.Length];
            for (int i = 0; i < order.Length; i++)
            {
                foldOf[order[i]] = i % folds;
            }

            for (int fold = 0; fold < folds; fold++)
            {
                divisions.Add(new Fold(
                    repeat,
                    fold,
                    [.. Enumerable.Range(0, copy.Length).Where(row => foldOf[row] != fold)],
                    [.. Enumerable.Range(0, copy.Length).Where(row => foldOf[row] == fold)]));
            }
        }

        return divisions.MoveToImmutable();
    }

    /// <summary>Repeated k-fold over a cohort, stratified by one variable.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="target">The name of the variable.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="repeats">How often.</param>
    /// <param name="seed">Seed of the shuffling.</param>
    /// <returns>The folds, those of the first repeat first.</returns>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public static ImmutableArray<Fold> Stratify(Cohort cohort, string target, int folds, int repeats, int seed)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        Variable variable = cohort.Network[target];
        return Stratify(Enumerable.Range(0, cohort.Count).Select(row => cohort.StateOf(variable, row)).ToArray(), folds, repeats, seed);
    }
}
