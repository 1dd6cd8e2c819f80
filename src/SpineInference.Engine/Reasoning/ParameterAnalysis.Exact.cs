using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <content>Answers at other values of a parameter than its own: tornado table and ranking thresholds, exact.</content>
public sealed partial class ParameterAnalysis
{
    // The derivative picks which parameters are worth an exact answer; curvature may change the order among the picked.
    private const int CandidatesPerBar = 3;

    // Where beyond a threshold, as a share of the way from it to the end, the hypotheses are looked at to see that they changed places.
    private static readonly double[] Beyond = [0.001, 0.01, 0.1, 0.5, 0.9];

    // Relative difference of two probabilities that is more than rounding.
    private const double Resolved = 1e-9;

    // Steps of [0, 1] in which a sign change is looked for where the polynomial is not linear.
    private const int ScanSteps = 400;

    // A row used more often than this is interpolated by a polynomial of this degree.
    private const int LargestDegree = 40;

    /// <summary>What a posterior becomes when each parameter moves through its plausible range, the widest swing first.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="hypothesis">Whose posterior is meant.</param>
    /// <param name="count">How many parameters; at least 1.</param>
    /// <param name="mass">How plausible the range is: the central share of what is believed of the entry, in (0, 1).</param>
    /// <returns>The bars, the widest first.</returns>
    /// <exception cref="ArgumentException">Evidence or hypothesis belong to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="mass"/> is out of range.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>The parameters are picked by derivative × standard deviation; their bars are computed exactly.</remarks>
    public ImmutableArray<TornadoBar> ComputeTornado(Evidence evidence, Hypothesis hypothesis, int count = 10, double mass = 0.9)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(mass > 0 && mass < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(mass), mass, "A range holds a share in (0, 1).");
        }

        double[] gradient = ComputePosteriorGradient(evidence, hypothesis, out _);
        (ProbabilityRow Row, int State)[] picked = [.. ProportionalChange.Entries(Network)
            .OrderByDescending(e => Math.Abs(ProportionalChange.Derivative(e.Row, e.State, gradient)) * Belief.StandardDeviationOf(e.Row, e.State))
            .Take(CandidatesPerBar * count)];
        CredibleInterval[] ranges = [.. picked.Select(p => Belief.RangeOf(p.Row, p.State, mass))];
        var points = new (ProbabilityRow, int, double)[2 * picked.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            points[2 * i] = (picked[i].Row, picked[i].State, ranges[i].Lower);
            points[(2 * i) + 1] = (picked[i].Row, picked[i].State, ranges[i].Upper);
        }

        double[] logEvidence = LogEvidenceAt(evidence, points);
        double[] logJoint = TryAdd(hypothesis, evidence, out Evidence? both)
            ? LogEvidenceAt(both, points)
            : [.. points.Select(static _ => double.NegativeInfinity)];
        return [.. picked
            .Select((p, i) => new TornadoBar(
                p.Row, p.State, ranges[i], Posterior(2 * i), Posterior((2 * i) + 1)))
            .OrderByDescending(static b => b.Swing)
            .Take(count)];

        double Posterior(int point) => Math.Min(1, Math.Exp(logJoint[point] - logEvidence[point]));
    }

    /// <summary>How far single parameters must move before two hypotheses change places, the most plausible change first.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="first">A hypothesis.</param>
    /// <param name="second">Another.</param>
    /// <param name="count">How many parameters at most; at least 1. Those that cannot change the ranking are left out.</param>
    /// <returns>The thresholds, the most plausible first.</returns>
    /// <exception cref="ArgumentException">Something belongs to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0, or one of the hypotheses is impossible.</exception>
    /// <remarks>P(first, e) − P(second, e) is linear in an entry whose row stands in one distribution, and the threshold is its root. Of a
    /// row that stands in d distributions it is a polynomial of degree d, found exactly from d + 1 values; its nearest root is taken. A
    /// root is no threshold where both are impossible, or where beyond it the two have not changed places: each is checked by computing
    /// both exactly beyond it.</remarks>
    public ImmutableArray<RankingThreshold> FindRankingThresholds(Evidence evidence, Hypothesis first, Hypothesis second, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!TryAdd(first, evidence, out Evidence? withFirst) || !TryAdd(second, evidence, out Evidence? withSecond))
        {
            throw new ImpossibleEvidenceException($"'{first}' or '{second}' is impossible given this evidence: {evidence}.");
        }

        var gradientOfFirst = new double[Network.Parameters.Length];
        var gradientOfSecond = new double[gradientOfFirst.Length];
        double logFirst = _engine.ComputeLogEvidenceGradient(Flatten(withFirst), gradientOfFirst);
        double logSecond = _engine.ComputeLogEvidenceGradient(Flatten(withSecond), gradientOfSecond);
        if (double.IsNegativeInfinity(logFirst) || double.IsNegativeInfinity(logSecond))
        {
            throw new ImpossibleEvidenceException($"'{first}' or '{second}' is impossible given this evidence: {evidence}.");
        }

        // Both are divided by their larger one, so that nothing underflows.
        double scale = Math.Max(logFirst, logSecond);
        double p = Math.Exp(logFirst - scale);
        double q = Math.Exp(logSecond - scale);
        for (int i = 0; i < gradientOfFirst.Length; i++)
        {
            gradientOfFirst[i] = (p * gradientOfFirst[i]) - (q * gradientOfSecond[i]);
        }

        int[] degrees = ProportionalChange.Degrees(Network);
        var thresholds = new List<RankingThreshold>();
        var curved = new List<(ProbabilityRow Row, int State, double Nearness)>();
        foreach ((ProbabilityRow row, int state) in ProportionalChange.Entries(Network))
        {
            double slope = ProportionalChange.Derivative(row, state, gradientOfFirst);
            if (slope == 0)
            {
                continue;
            }

            double root = row.Probabilities[state] - ((p - q) / slope);
            if (degrees[row.Index] > 1)
            {
                curved.Add((row, state, Math.Abs(root - row.Probabilities[state]) / Belief.StandardDeviationOf(row, state)));
            }
            else if (root is > 0 and < 1 && Math.Abs(p - q + (slope * ((root < row.Probabilities[state] ? 0 : 1) - row.Probabilities[state]))) > Resolved)
            {
                // A root at the very end, where mostly both are impossible, is none.
                thresholds.Add(Threshold(row, state, root));
            }
        }

        (ProbabilityRow Row, int State)[] picked =
            [.. curved.OrderBy(static c => c.Nearness).Take(CandidatesPerBar * count).Select(static c => (c.Row, c.State))];
        thresholds.AddRange(Curved(withFirst, withSecond, picked, degrees));
        return Confirmed(
            withFirst,
            withSecond,
            [.. thresholds.OrderByDescending(static t => t.TailProbability).ThenBy(static t => Math.Abs(t.Change))],
            Math.Sign(p - q),
            count);
    }

    // The first of the candidates beyond which the hypotheses really have changed places.
    private ImmutableArray<RankingThreshold> Confirmed(
        Evidence withFirst, Evidence withSecond, RankingThreshold[] candidates, int sign, int count)
    {
        var confirmed = new List<RankingThreshold>();
        for (int next = 0; next < candidates.Length && confirmed.Count < count; next += CandidatesPerBar * count)
        {
            RankingThreshold[] some = [.. candidates.Skip(next).Take(CandidatesPerBar * count)];
            (ProbabilityRow, int, double)[] points = [.. some.SelectMany(static t => Beyond.Select(
                share => (t.Row, t.State, t.Threshold + (share * ((t.Change < 0 ? 0 : 1) - t.Threshold)))))];
            double[] logFirst = LogEvidenceAt(withFirst, points);
            double[] logSecond = LogEvidenceAt(withSecond, points);
            confirmed.AddRange(some.Where((_, i) => Enumerable.Range(i * Beyond.Length, Beyond.Length).Any(IsChanged)));

            // Of two impossible ones the difference is not a number, and nothing has changed.
            bool IsChanged(int point) => sign == 0
                ? Math.Abs(logFirst[point] - logSecond[point]) > Resolved
                : -sign * (logFirst[point] - logSecond[point]) > Resolved;
        }

        // A curved entry may have a threshold on either side.
        return [.. confirmed
            .Where(t => !confirmed.Exists(o => o.Row == t.Row && o.State == t.State && Math.Abs(o.Change) < Math.Abs(t.Change)))
            .Take(count)];
    }

    private IEnumerable<RankingThreshold> Curved(
        Evidence withFirst, Evidence withSecond, (ProbabilityRow Row, int State)[] entries, int[] degrees)
    {
        (ProbabilityRow, int, double)[] points =
            [.. entries.SelectMany(e => Polynomial.Nodes(Degree(e.Row)).Select(x => (e.Row, e.State, x)))];
        if (points.Length == 0)
        {
            yield break;
        }

        double[] logFirst = LogEvidenceAt(withFirst, points);
        double[] logSecond = LogEvidenceAt(withSecond, points);
        int next = 0;
        foreach ((ProbabilityRow row, int state) in entries)
        {
            var differences = new double[Degree(row) + 1];
            double scale = double.NegativeInfinity;
            for (int i = 0; i < differences.Length; i++)
            {
                scale = Math.Max(scale, Math.Max(logFirst[next + i], logSecond[next + i]));
            }

            for (int i = 0; i < differences.Length; i++)
            {
                differences[i] = Math.Exp(logFirst[next + i] - scale) - Math.Exp(logSecond[next + i] - scale);
            }

            next += differences.Length;
            foreach (double root in new Polynomial(differences).NearestRoots(row.Probabilities[state], ScanSteps))
            {
                yield return Threshold(row, state, root);
            }
        }

        int Degree(ProbabilityRow row) => Math.Min(LargestDegree, degrees[row.Index]);
    }

    // ln P(evidence) with one entry moved, for each of several moves.
    private double[] LogEvidenceAt(Evidence evidence, (ProbabilityRow Row, int State, double Value)[] points)
    {
        int length = Network.Parameters.Length;
        var parameters = new double[checked(points.Length * length)];
        for (int i = 0; i < points.Length; i++)
        {
            Span<double> vector = parameters.AsSpan(i * length, length);
            Network.Parameters.CopyTo(vector);
            ProportionalChange.Write(points[i].Row, points[i].State, points[i].Value, vector);
        }

        return [.. _engine.QueryDraws(Flatten(evidence), parameters).LogEvidence];
    }

    private RankingThreshold Threshold(ProbabilityRow row, int state, double root)
    {
        double below = Belief.ComputeCumulativeProbability(row, state, root);
        return new RankingThreshold(
            row, state, row.Probabilities[state], root, root < row.Probabilities[state] ? below : 1 - below);
    }
}
