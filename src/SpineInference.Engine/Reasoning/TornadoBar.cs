using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What a posterior becomes when one parameter moves through its plausible range: one bar of a tornado diagram.</summary>
public sealed class TornadoBar
{
    internal TornadoBar(ProbabilityRow row, int state, CredibleInterval range, double atLower, double atUpper)
    {
        Row = row;
        State = state;
        Range = range;
        AtLower = atLower;
        AtUpper = atUpper;
    }

    /// <summary>The row.</summary>
    public ProbabilityRow Row { get; }

    /// <summary>The entry of the row, by the index of its state.</summary>
    public int State { get; }

    /// <summary>The plausible range of the entry, and how plausible.</summary>
    public CredibleInterval Range { get; }

    /// <summary>The posterior at the lower end of the range; exact.</summary>
    public double AtLower { get; }

    /// <summary>The posterior at its upper end; exact.</summary>
    public double AtUpper { get; }

    /// <summary>How far the posterior swings.</summary>
    public double Swing => Math.Abs(AtUpper - AtLower);
}
