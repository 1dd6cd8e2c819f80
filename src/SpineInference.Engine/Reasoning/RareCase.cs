namespace SpineInference.Engine.Reasoning;

/// <summary>A state that the findings have made more probable, and that may explain why they seem not to fit.</summary>
public sealed class RareCase
{
    internal RareCase(Hypothesis hypothesis, double riseNats)
    {
        Hypothesis = hypothesis;
        RiseNats = riseNats;
    }

    /// <summary>The state.</summary>
    public Hypothesis Hypothesis { get; }

    /// <summary>ln P(state | findings, context) / P(state | context).</summary>
    public double RiseNats { get; }
}
