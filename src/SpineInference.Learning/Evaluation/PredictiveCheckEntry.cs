namespace SpineInference.Learning;

/// <summary>One statistic of a posterior predictive check.</summary>
public sealed class PredictiveCheckEntry
{
    internal PredictiveCheckEntry(string variable, string state, double observed, double expected, double tailProbability)
    {
        Variable = variable;
        State = state;
        Observed = observed;
        Expected = expected;
        TailProbability = tailProbability;
    }

    /// <summary>The variable.</summary>
    public string Variable { get; }

    /// <summary>The state that is counted.</summary>
    public string State { get; }

    /// <summary>Its share among the rows in which the variable is known.</summary>
    public double Observed { get; }

    /// <summary>The mean share in replicated cohorts.</summary>
    public double Expected { get; }

    /// <summary>The share of replicated cohorts at least as extreme, two-sided: small where the model does not reproduce
    /// the data.</summary>
    public double TailProbability { get; }
}
