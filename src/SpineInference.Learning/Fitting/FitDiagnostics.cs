using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Finds what a fit should warn of.</summary>
internal static class FitDiagnostics
{
    private const double SmallestShareKept = 0.1;
    private const double StillMoving = 1e-3;

    // States that share most of their rows are about as far from each other as from themselves; a swap is far nearer.
    private const double SwappedShare = 0.5;
    private const int MostNamed = 12;

    public static ImmutableArray<FitWarning> Find(
        BayesianNetwork prior,
        BayesianNetwork fitted,
        CohortSurvey survey,
        bool[] isLearned,
        ImmutableArray<RowReport> rows,
        FitAttempt attempt,
        long impossibleCount,
        FitOptions options)
    {
        var warnings = new List<FitWarning>();
        Variable[] hidden = [.. prior.Variables.Where(v => survey.ObservedWeight[v.Index] == 0 && IsTouched(prior, v, isLearned, rows))];
        if (hidden.Length > 0)
        {
            warnings.Add(new FitWarning(
                FitWarningKind.NeverObserved,
                $"Never observed: {Names(hidden.Select(static v => v.Name))}. Only the priors tell their states apart; the states may swap or die out. Give labels to some rows, or keep their priors strong."));
        }

        foreach (Variable variable in prior.Variables.Where(v => survey.ObservedWeight[v.Index] < survey.TotalWeight))
        {
            AddDeaths(prior, fitted, variable, isLearned, warnings);
        }

        foreach (Variable variable in hidden)
        {
            AddSwaps(prior, fitted, variable, isLearned, warnings);
        }

        int empty = rows.Count(static r => r.IsLearned && !r.IsVisited);
        if (empty > 0)
        {
            warnings.Add(new FitWarning(
                FitWarningKind.EmptyRows,
                $"The data say nothing of {empty} of {rows.Count(static r => r.IsLearned)} learned rows, which keep their prior: {Names(rows.Where(static r => r.IsLearned && !r.IsVisited).Select(static r => r.Id))}."));
        }

        AddBound(attempt, survey.TotalWeight, options, warnings);
        string[] unused = [.. survey.Measurements.Where(name => !options.Measurements.Any(m => m.Name == name))];
        if (unused.Length > 0)
        {
            warnings.Add(new FitWarning(
                FitWarningKind.UnusedMeasurements,
                $"The cohort has measurements that nothing was learned of: {Names(unused)}. Tell the fit their parents, or ignore their columns."));
        }

        if (impossibleCount > 0)
        {
            warnings.Add(new FitWarning(
                FitWarningKind.ImpossibleRows, $"{impossibleCount} row(s) are impossible under the network and were left out. Check them against its exact zeros."));
        }

        return [.. warnings];
    }

    private static void AddBound(FitAttempt attempt, double totalWeight, FitOptions options, List<FitWarning> warnings)
    {
        List<double> bounds = attempt.Bounds;
        double fall = 0;
        for (int i = 1; i < bounds.Count; i++)
        {
            fall = Math.Max(fall, bounds[i - 1] - bounds[i]);
        }

        string? reason = attempt.Status == FitStatus.IterationLimit
            ? $"the limit of {options.MaxIterations} iterations was reached"
            : attempt.Status == FitStatus.Converged && attempt.LargestMove > StillMoving
                ? $"it rose too little, but a parameter still moved by {attempt.LargestMove:G3}; set a smaller tolerance"
                : fall > 1e-9 * (Math.Abs(bounds.LastOrDefault()) + totalWeight)
                    ? $"it fell by {fall:G3}, which it must not; the priors may be so small that numbers vanish"
                    : null;
        if (reason is not null)
        {
            warnings.Add(new FitWarning(FitWarningKind.BoundNotConverged, $"The bound stopped for the wrong reason: {reason}."));
        }
    }

    // Whether the fit changed anything about the variable: its own rows or those of its children.
    private static bool IsTouched(BayesianNetwork network, Variable variable, bool[] isLearned, ImmutableArray<RowReport> rows) =>
        network.Distributions.Any(d => (ReferenceEquals(d.Variable, variable) || d.Parents.Contains(variable))
            && d.Rows.Any(r => isLearned[r.Index] && rows[r.Index].IsVisited));

    private static void AddDeaths(
        BayesianNetwork prior, BayesianNetwork fitted, Variable variable, bool[] isLearned, List<FitWarning> warnings)
    {
        if (prior.Distributions[variable.Index] is not ConditionalTable { Parents.Length: 0 } table || !isLearned[table.Rows[0].Index])
        {
            return;
        }

        ImmutableArray<double> before = table.Rows[0].Probabilities;
        ImmutableArray<double> after = fitted.Rows[table.Rows[0].Index].Probabilities;
        for (int s = 0; s < before.Length; s++)
        {
            if (before[s] > 0 && after[s] < SmallestShareKept * before[s])
            {
                warnings.Add(new FitWarning(
                    FitWarningKind.StateDied,
                    FormattableString.Invariant($"{variable.Name} = {variable.States[s]} fell from {before[s]:G3} to {after[s]:G3}, and not every row is labelled: it may have died out rather than be rare. Give labels, or a stronger prior.")));
            }
        }
    }

    // Two states have changed places if each one's fitted rows lie much nearer to the other's prior rows than to its own.
    private static void AddSwaps(
        BayesianNetwork prior, BayesianNetwork fitted, Variable variable, bool[] isLearned, List<FitWarning> warnings)
    {
        int n = variable.StateCount;
        var distance = new double[n, n];
        bool any = false;
        foreach (ConditionalTable before in prior.Distributions.OfType<ConditionalTable>().Where(d => d.Parents.Contains(variable)))
        {
            if (!before.Rows.Any(r => isLearned[r.Index]))
            {
                continue;
            }

            any = true;
            var after = (ConditionalTable)fitted.Distributions[before.Variable.Index];
            int stride = 1;
            for (int p = before.Parents.Length - 1; !ReferenceEquals(before.Parents[p], variable); p--)
            {
                stride *= before.Parents[p].StateCount;
            }

            for (int c = 0; c < before.ConfigurationCount; c++)
            {
                int a = c / stride % n;
                for (int b = 0; b < n; b++)
                {
                    distance[a, b] += Hellinger(
                        after.RowOfConfiguration[c].Probabilities, before.RowOfConfiguration[c + ((b - a) * stride)].Probabilities);
                }
            }
        }

        for (int a = 0; any && a < n; a++)
        {
            for (int b = a + 1; b < n; b++)
            {
                if (distance[a, b] < SwappedShare * distance[a, a] && distance[b, a] < SwappedShare * distance[b, b])
                {
                    warnings.Add(new FitWarning(
                        FitWarningKind.StatesSwapped,
                        $"{variable.Name}: the states {variable.States[a]} and {variable.States[b]} seem to have changed places; what was learned of each looks like the prior of the other. Give labels, or a stronger prior."));
                }
            }
        }
    }

    private static double Hellinger(ImmutableArray<double> p, ImmutableArray<double> q)
    {
        double sum = 0;
        for (int s = 0; s < p.Length; s++)
        {
            double difference = Math.Sqrt(p[s]) - Math.Sqrt(q[s]);
            sum += difference * difference;
        }

        return sum;
    }

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostNamed)) + (all.Length > MostNamed ? $" and {all.Length - MostNamed} more" : "");
    }
}
