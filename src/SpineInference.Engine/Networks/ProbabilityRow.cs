using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>One probability vector of a network: the unit that is sourced, drawn, differentiated and learned.</summary>
/// <remarks>A row may stand behind several parent configurations, of several variables (copies of one template share theirs); it is then one
/// parameter, not several. Immutable. Belongs to one network, in which <see cref="Index"/> is its place and
/// <see cref="ParameterOffset"/> the place of its first entry in the network's flat parameter vector.</remarks>
public sealed class ProbabilityRow
{
    internal ProbabilityRow(RowLayout layout, ImmutableArray<double> probabilities, double effectiveSampleSize)
    {
        Layout = layout;
        Probabilities = probabilities;
        EffectiveSampleSize = effectiveSampleSize;
    }

    /// <summary>The row's place in the structure, which rows of other networks over it share.</summary>
    public RowLayout Layout { get; }

    /// <summary>Position in <see cref="BayesianNetwork.Rows"/>, from 0.</summary>
    public int Index => Layout.Index;

    /// <summary>Position of the first entry in <see cref="BayesianNetwork.Parameters"/>, from 0.</summary>
    public int ParameterOffset => Layout.ParameterOffset;

    /// <summary>A stable text id, unique in the network.</summary>
    public string Id => Layout.Id;

    /// <summary>The probabilities, in [0, 1], with sum 1 to within 1e-12. An entry of exactly 0 is structural: it is impossible, and
    /// neither drawing nor learning makes it possible.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>The Dirichlet concentration behind the row: α = <see cref="EffectiveSampleSize"/> × <see cref="Probabilities"/>.
    /// Positive; <see cref="double.PositiveInfinity"/> marks a definition, which is known exactly and never learned or drawn.</summary>
    public double EffectiveSampleSize { get; }

    /// <summary>Whether the row is a definition rather than an estimate (infinite effective sample size).</summary>
    public bool IsDefinition => double.IsPositiveInfinity(EffectiveSampleSize);

    /// <summary>How many entries the row has.</summary>
    public int Length => Layout.Length;

    /// <summary>The id and the probabilities.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id}: {string.Join(", ", Probabilities.Select(static x => x.ToString("G4", null)))}";
}
