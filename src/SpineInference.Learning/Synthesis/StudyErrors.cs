using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>R: the errors of published numbers beyond the network, of sampling and between studies, with what is learned of the latter.</summary>
/// <remarks>
/// <para>y = h + v(study) + u(rate) + ε with ε ~ N(0, s²), v ~ N(0, ρτ²) shared by the rates of a study, and u ~ Student-t with ν degrees of
/// freedom and scale² (1 − ρ)τ², written as N(0, (1 − ρ)τ²/w) with w ~ Gamma(ν/2, ν/2). τ is that of the rate's kind; within a study of several
/// kinds v is scaled by each rate's own τ.</para>
/// <para>τ² and w are estimated by expectation maximisation around the present linearisation. Source: Lange, Little &amp; Taylor 1989 for the
/// t part; Higgins, Thompson &amp; Spiegelhalter 2009 for random effects between studies.</para>
/// </remarks>
internal sealed class StudyErrors
{
    private readonly SynthesisOptions _options;
    private readonly double[] _sampling;
    private readonly int[] _kindOf;
    private readonly int[] _studyOf;
    private readonly double[] _scale2;
    private readonly double[] _weights;

    public StudyErrors(StudySet studies, SynthesisOptions options)
    {
        _options = options;
        PublishedRate[] rates = [.. studies.Rates];
        _sampling = [.. rates.Select(static r => r.StandardError * r.StandardError)];
        Kinds = [.. rates.Select(static r => r.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _kindOf = [.. rates.Select(r => Kinds.IndexOf(r.Kind))];
        _studyOf = [.. studies.Studies.SelectMany(static (s, i) => Enumerable.Repeat(i, s.Rates.Length))];
        _scale2 = new double[Kinds.Length];
        Array.Fill(_scale2, options.HasHeterogeneity ? options.HeterogeneityGuess * options.HeterogeneityGuess : 0);
        _weights = new double[rates.Length];
        Array.Fill(_weights, 1);
    }

    public ImmutableArray<string> Kinds { get; }

    public int Count => _sampling.Length;

    /// <summary>The standard deviation between studies of a kind.</summary>
    public double DeviationOf(int kind) => Math.Sqrt(_scale2[kind]);

    /// <summary>The weight of a rate's own deviation: near 1 for most, small for an outlier.</summary>
    public double WeightOf(int rate) => _weights[rate];

    /// <summary>The variance of a rate's own deviation, as fitted.</summary>
    public double OwnVariance(int rate) => (1 - _options.SharedWithinStudy) * _scale2[_kindOf[rate]] / _weights[rate];

    /// <summary>The variance that a new rate's own deviation would have: that of the t distribution.</summary>
    public double NewVariance(int rate) =>
        (1 - _options.SharedWithinStudy) * _scale2[_kindOf[rate]] * _options.DegreesOfFreedom / (_options.DegreesOfFreedom - 2);

    /// <summary>Adds R to a matrix, row-major.</summary>
    public void AddTo(Span<double> matrix)
    {
        int n = Count;
        for (int t = 0; t < n; t++)
        {
            matrix[(t * n) + t] += _sampling[t] + OwnVariance(t);
            for (int u = 0; u < n; u++)
            {
                if (_studyOf[t] == _studyOf[u])
                {
                    matrix[(t * n) + u] += SharedCovariance(t, u);
                }
            }
        }
    }

    /// <summary>A draw from N(0, R).</summary>
    public double[] Draw(Func<double> nextNormal)
    {
        var draw = new double[Count];
        double shared = 0;
        for (int t = 0; t < draw.Length; t++)
        {
            shared = t > 0 && _studyOf[t] == _studyOf[t - 1] ? shared : nextNormal();
            draw[t] = (Math.Sqrt(_options.SharedWithinStudy * _scale2[_kindOf[t]]) * shared)
                + (Math.Sqrt(_sampling[t] + OwnVariance(t)) * nextNormal());
        }

        return draw;
    }

    /// <summary>One step of expectation maximisation, given λ = S⁻¹·residual and S⁻¹ at the present values.</summary>
    /// <returns>The largest relative change of a scale.</returns>
    public double Update(ReadOnlySpan<double> lambda, ReadOnlySpan<double> inverse)
    {
        if (!_options.HasHeterogeneity)
        {
            return 0;
        }

        int n = Count;
        double shared = _options.SharedWithinStudy;
        double nu = _options.DegreesOfFreedom;
        var sums = new double[Kinds.Length];
        var sizes = new double[Kinds.Length];
        Array.Fill(sums, _options.HeterogeneityWeight * _options.HeterogeneityGuess * _options.HeterogeneityGuess);
        Array.Fill(sizes, _options.HeterogeneityWeight);
        var weights = new double[n];
        for (int t = 0; t < n; t++)
        {
            int kind = _kindOf[t];
            double own = OwnVariance(t);
            double square = (own * lambda[t] * own * lambda[t]) + own - (own * own * inverse[(t * n) + t]);
            weights[t] = (nu + 1) / (nu + (square / ((1 - shared) * _scale2[kind])));
            sums[kind] += _weights[t] * square / (1 - shared);
            sizes[kind]++;
        }

        for (int first = 0; shared > 0 && first < n;)
        {
            int end = first + 1;
            while (end < n && _studyOf[end] == _studyOf[first])
            {
                end++;
            }

            AddShared(lambda, inverse, first, end, sums, sizes);
            first = end;
        }

        weights.CopyTo(_weights, 0);
        double change = 0;
        for (int k = 0; k < sums.Length; k++)
        {
            double next = sums[k] / sizes[k];
            change = Math.Max(change, Math.Abs(next - _scale2[k]) / _scale2[k]);
            _scale2[k] = next;
        }

        return change;
    }

    // The shared deviation of a study in units of √(ρ)·τ: standard normal, with slopes √(ρτ²) of each rate.
    private void AddShared(ReadOnlySpan<double> lambda, ReadOnlySpan<double> inverse, int first, int end, double[] sums, double[] sizes)
    {
        double mean = 0;
        double explained = 0;
        for (int t = first; t < end; t++)
        {
            double slope = Math.Sqrt(_options.SharedWithinStudy * _scale2[_kindOf[t]]);
            mean += slope * lambda[t];
            for (int u = first; u < end; u++)
            {
                explained += slope * Math.Sqrt(_options.SharedWithinStudy * _scale2[_kindOf[u]]) * inverse[(t * Count) + u];
            }
        }

        double square = (mean * mean) + 1 - explained;
        foreach (int kind in Enumerable.Range(first, end - first).Select(t => _kindOf[t]).Distinct())
        {
            sums[kind] += square * _scale2[kind];
            sizes[kind]++;
        }
    }

    private double SharedCovariance(int t, int u) => _options.SharedWithinStudy * Math.Sqrt(_scale2[_kindOf[t]] * _scale2[_kindOf[u]]);
}
