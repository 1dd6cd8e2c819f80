using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The covariances of what studies find, as functions of the factors s of groups and of the deviations τ between studies.</summary>
/// <remarks>
/// <para>J·V·Jᵀ = A₀ + Σ sₖ²·Aₖ over all rates, those that were told first. What was told narrows: the rates that grade have the covariance
/// S_gg − S_gt·S_tt⁻¹·S_tg, which is L_gg·L_ggᵀ of the Cholesky factor of S. Their own deviations are left to <see cref="WeightedBlock"/>.</para>
/// <para>Told rates of several studies about one question tell τ by their contrasts: the question's level has a flat prior (variance 10⁴).</para>
/// </remarks>
internal sealed class GradingModel
{
    private const double Flat = 1e4;

    private readonly GradingOptions _options;
    private readonly double[][] _explained;
    private readonly PublishedRate[] _rates;
    private readonly int[] _studyOf;
    private readonly int[] _kindOf;
    private readonly int[] _contrasted;
    private readonly int[] _questionOf;
    private readonly int _told;

    public GradingModel(
        LogOddsPrior prior, StudySet studies, IReadOnlySet<string> grading, ImmutableArray<WidthGroup> groups, GradingOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        Groups = groups;
        var evaluator = new RateEvaluator(
            prior, studies, SynthesisOptions.Default with { EliminationOrder = options.EliminationOrder, MemoryLimit = options.MemoryLimit });
        int width = prior.Network.Parameters.Length;
        (double[] implied, double[] jacobian) = evaluator.Evaluate(new double[width], cancellationToken);

        (Study Study, PublishedRate Rate, int Place)[] all = [.. studies.Studies
            .SelectMany(static s => s.Rates.Select(r => (Study: s, Rate: r)))
            .Select(static (r, i) => (r.Study, r.Rate, i))
            .OrderBy(r => grading.Contains(r.Rate.Id))];
        _rates = [.. all.Select(static r => r.Rate)];
        _told = all.Count(r => !grading.Contains(r.Rate.Id));
        Kinds = [.. _rates.Select(static r => r.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _kindOf = [.. _rates.Select(r => Kinds.IndexOf(r.Kind))];
        _studyOf = [.. all.Select(r => studies.Studies.IndexOf(r.Study))];
        Grading = [.. all[_told..].Select(static r => (r.Study, r.Rate))];
        Implied = [.. all.Select(r => implied[r.Place])];
        double[][] rows = [.. all.Select(r => jacobian[(r.Place * width)..((r.Place + 1) * width)])];
        _explained = ExplainedBy(prior, groups, rows);

        string[] questions = [.. _rates.Take(_told).Select(Question)];
        _contrasted = [.. Enumerable.Range(0, _told)
            .GroupBy(t => questions[t], StringComparer.Ordinal)
            .Where(g => g.Select(t => _studyOf[t]).Distinct().Skip(1).Any())
            .SelectMany(static g => g)
            .Order()];
        _questionOf = [.. _contrasted.Select(t => Array.IndexOf(questions, questions[t]))];
    }

    public ImmutableArray<WidthGroup> Groups { get; }

    public ImmutableArray<string> Kinds { get; }

    /// <summary>The rates that grade, study after study.</summary>
    public ImmutableArray<(Study Study, PublishedRate Rate)> Grading { get; }

    /// <summary>How many told rates ask what other studies ask, too.</summary>
    public int ContrastCount => _contrasted.Length;

    public int ToldCount => _told;

    private double[] Implied { get; }

    public double ImpliedOf(int graded) => Implied[_told + graded];

    public int KindOf(int graded) => _kindOf[_told + graded];

    /// <summary>Aₖ of a rate that grades: 0 for what no factor touches, then the groups.</summary>
    public double VarianceOf(int graded, int part)
    {
        int t = _told + graded;
        return _explained[part][(t * _rates.Length) + t];
    }

    public WeightedBlock GradingBlock() => BlockOf([.. Enumerable.Range(_told, Grading.Length)]);

    public WeightedBlock ContrastBlock() => BlockOf(_contrasted);

    /// <summary>The covariance of the rates that grade, given what was told, without their own deviations.</summary>
    public double[] GradingCovariance(ReadOnlySpan<double> scales, ReadOnlySpan<double> tau)
    {
        int n = _rates.Length;
        double[] s = [.. _explained[0]];
        for (int k = 0; k < scales.Length; k++)
        {
            double square = scales[k] * scales[k];
            double[] own = _explained[k + 1];
            for (int i = 0; i < s.Length; i++)
            {
                s[i] += square * own[i];
            }
        }

        for (int t = 0; t < n; t++)
        {
            s[(t * n) + t] += _rates[t].StandardError * _rates[t].StandardError;
            if (_options.HasHeterogeneity)
            {
                s[(t * n) + t] += t < _told ? (1 - _options.SharedWithinStudy) * tau[_kindOf[t]] * tau[_kindOf[t]] : 0;
                for (int u = 0; u < n; u++)
                {
                    s[(t * n) + u] += t < _told == u < _told ? Shared(t, u, tau) : 0;
                }
            }
        }

        return new Cholesky(s, n).TrailingSquare(_told);
    }

    /// <summary>The covariance of the contrasted rates without their own deviations, their questions' levels unknown.</summary>
    public double[] ContrastCovariance(ReadOnlySpan<double> tau)
    {
        int n = _contrasted.Length;
        var c = new double[n * n];
        for (int t = 0; t < n; t++)
        {
            double error = _rates[_contrasted[t]].StandardError;
            c[(t * n) + t] = error * error;
            for (int u = 0; u < n; u++)
            {
                c[(t * n) + u] += (_questionOf[t] == _questionOf[u] ? Flat : 0) + (_options.HasHeterogeneity ? Shared(_contrasted[t], _contrasted[u], tau) : 0);
            }
        }

        return c;
    }

    private double Shared(int t, int u, ReadOnlySpan<double> tau) =>
        _studyOf[t] == _studyOf[u] ? _options.SharedWithinStudy * tau[_kindOf[t]] * tau[_kindOf[u]] : 0;

    private WeightedBlock BlockOf(int[] rates) =>
        new([.. rates.Select(t => _rates[t].Estimate - Implied[t])], [.. rates.Select(t => _kindOf[t])], _options);

    private static string Question(PublishedRate rate) =>
        $"{rate.Measure}|{RateCases.Text(rate.Event)}|{RateCases.Text(rate.Given)}|{RateCases.Text(rate.Against)}";

    // A₀ and every Aₖ, n × n each.
    private static double[][] ExplainedBy(LogOddsPrior prior, ImmutableArray<WidthGroup> groups, double[][] rows)
    {
        var partOf = new int[prior.Deviations.Length];
        var partOfError = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int k = 0; k < groups.Length; k++)
        {
            foreach (ProbabilityRow row in groups[k].Rows)
            {
                Array.Fill(partOf, k + 1, row.ParameterOffset, row.Length);
            }

            foreach (string error in groups[k].CommonErrors)
            {
                partOfError[error] = k + 1;
            }
        }

        int n = rows.Length;
        double[][] explained = [.. Enumerable.Range(0, groups.Length + 1).Select(_ => new double[n * n])];
        double[] deviations = prior.Deviations.ToArray();
        Parallel.For(0, explained.Length, k =>
        {
            double[][] own = [.. rows.Select(r => (double[])[.. r.Select((x, j) => partOf[j] == k ? deviations[j] * x : 0)])];
            AddSquare(own, explained[k]);
        });
        foreach (CommonError error in prior.CommonErrors)
        {
            double[][] sums = [.. rows.Select(r => (double[])[error.StandardDeviation * error.Parameters.Sum(j => r[j])])];
            AddSquare(sums, explained[partOfError.GetValueOrDefault(error.Name)]);
        }

        return explained;
    }

    private static void AddSquare(double[][] rows, double[] destination)
    {
        int n = rows.Length;
        for (int t = 0; t < n; t++)
        {
            for (int u = 0; u <= t; u++)
            {
                double product = Cholesky.Dot(rows[t], rows[u]);
                destination[(t * n) + u] += product;
                if (u != t)
                {
                    destination[(u * n) + t] += product;
                }
            }
        }
    }
}
