using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Grades what was believed of a network's numbers by studies that were read afterwards: were the widths right?</summary>
/// <remarks>
/// <para>The rows of a group have deviations s·d with d as the prior has them, and s unknown. A rate that was not used when the numbers were
/// written is off by the error of these numbers, by differences between studies and by sampling, as in <see cref="EvidenceSynthesis"/>; so the sizes of such
/// distances tell s. The numbers themselves stay as written. The other rates are what the numbers were written to follow: they narrow what is believed
/// and do not grade it.</para>
/// <para>Differences between studies and errors of the numbers are told apart where several studies ask one question. Where every question has one
/// study, only the priors tell them apart: see <see cref="GradedScale.Learned"/>.</para>
/// <para>Deterministic; the order of studies changes nothing. Each step of the chain costs O(rates³). Sources: Cooke 1991, <i>Experts in
/// uncertainty</i>, for grading judgement by what is found out later; Harville 1977, <i>Maximum likelihood approaches to variance component estimation</i>, for contrasts.</para>
/// </remarks>
public static class PriorGrading
{
    /// <summary>Grades a prior.</summary>
    /// <param name="prior">What was believed of the network's numbers.</param>
    /// <param name="studies">The studies: those that grade and those that the numbers were written to follow.</param>
    /// <param name="grading">The ids of the rates that grade.</param>
    /// <param name="groups">Which widths are too narrow or too wide together; what no group has keeps its width.</param>
    /// <param name="options">How; <see cref="GradingOptions.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The factors, with what is expected of each rate where its study is left out.</returns>
    /// <exception cref="ArgumentException">No rate grades, or one that does is in no study; there is no group, or two have a name, a row or an error in common, or
    /// one is of another network; a rate is one that the network cannot have; an option is out of its range.</exception>
    /// <exception cref="SpineInference.Engine.Inference.NetworkTooWideException">The program would not fit the memory limit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GradingResult Run(
        LogOddsPrior prior,
        StudySet studies,
        IEnumerable<string> grading,
        IEnumerable<WidthGroup> groups,
        GradingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(studies);
        ArgumentNullException.ThrowIfNull(grading);
        ArgumentNullException.ThrowIfNull(groups);
        options ??= GradingOptions.Default;
        options.Check();
        ImmutableHashSet<string> ids = [.. grading];
        ImmutableArray<WidthGroup> all = [.. groups];
        string[] faults = [.. FaultsOf(prior, studies, ids, all)];
        return faults.Length == 0
            ? new GradingResult(new GradingModel(prior, studies, ids, all, options, cancellationToken), options, cancellationToken)
            : throw new ArgumentException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> FaultsOf(LogOddsPrior prior, StudySet studies, ImmutableHashSet<string> ids, ImmutableArray<WidthGroup> groups)
    {
        if (ids.IsEmpty)
        {
            yield return "No rate grades: name at least one that was not used when the numbers were written.";
        }

        foreach (string id in ids.Except(studies.Rates.Select(static r => r.Id)).Order(StringComparer.Ordinal))
        {
            yield return $"Rate '{id}' is to grade and stands in no study.";
        }

        if (groups.IsEmpty)
        {
            yield return "There is no group of widths to grade.";
        }

        foreach (string name in Twice(groups.Select(static g => g.Name)))
        {
            yield return $"Two groups are called '{name}': give each its own name.";
        }

        foreach (string row in Twice(groups.SelectMany(static g => g.Rows).Select(static r => r.Id)))
        {
            yield return $"Row '{row}' stands in two groups: leave it in one.";
        }

        foreach (string error in Twice(groups.SelectMany(static g => g.CommonErrors)))
        {
            yield return $"Common error '{error}' stands in two groups: leave it in one.";
        }

        foreach (ProbabilityRow row in groups.SelectMany(static g => g.Rows).Where(r => r.Index >= prior.Network.Rows.Length || !ReferenceEquals(prior.Network.Rows[r.Index], r)))
        {
            yield return $"Row '{row.Id}' belongs to another network than '{prior.Network.Name}'.";
        }

        foreach (string error in groups.SelectMany(static g => g.CommonErrors).Except(prior.CommonErrors.Select(static e => e.Name), StringComparer.Ordinal))
        {
            yield return $"The prior has no common error '{error}'.";
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(static n => n, StringComparer.Ordinal).Where(static g => g.Skip(1).Any()).Select(static g => g.Key);
}
