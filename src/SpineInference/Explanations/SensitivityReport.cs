using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Which numbers of the model an answer hangs on.</summary>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class SensitivityReport
{
    internal SensitivityReport(
        BayesianNetwork network, Hypothesis about, string hypothesis, string rival, double probability, ImmutableArray<TornadoBar> tornado, ImmutableArray<RankingThreshold> thresholds, ImmutableArray<RowInfluence> widthSources)
    {
        Network = network;
        About = about;
        Hypothesis = hypothesis;
        Rival = rival;
        Probability = probability;
        Tornado = tornado;
        Thresholds = thresholds;
        WidthSources = widthSources;
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The answer, for the engine.</summary>
    public Hypothesis About { get; }

    /// <summary>The answer, in words.</summary>
    public string Hypothesis { get; }

    /// <summary>Its strongest rival, in words.</summary>
    public string Rival { get; }

    /// <summary>The probability of the answer.</summary>
    public double Probability { get; }

    /// <summary>The parameters that move it most within their plausible range, the widest swing first.</summary>
    public ImmutableArray<TornadoBar> Tornado { get; }

    /// <summary>The single parameters whose move would put the rival in front (or the answer, where it is behind), the most
    /// plausible first; empty where none can.</summary>
    public ImmutableArray<RankingThreshold> Thresholds { get; }

    /// <summary>The rows that make its interval wide, the most influential first.</summary>
    public ImmutableArray<RowInfluence> WidthSources { get; }

    /// <summary>Names one entry of a row: the row's id and the state, such as <c>severity|leg-lesion=L5: severe</c>.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="state">The entry, by the index of its state.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public string NameOf(ProbabilityRow row, int state)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, row.Length);
        Variable variable = Network.Distributions.First(d => d.Rows.Contains(row)).Variable;
        return $"{row.Id}: {variable.States[state]}";
    }
}
