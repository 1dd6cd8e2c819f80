using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>What one result of an examination would mean.</summary>
public sealed class OutcomeForecast
{
    internal OutcomeForecast(int state, double probability, ImmutableArray<ImmutableArray<double>> targetPosteriors)
    {
        State = state;
        Probability = probability;
        TargetPosteriors = targetPosteriors;
    }

    /// <summary>Index of the state in which the finding would be seen.</summary>
    public int State { get; }

    /// <summary>How probable that result is now.</summary>
    public double Probability { get; }

    /// <summary>For each target variable, its posterior if this were the result; the present one where the result is
    /// impossible.</summary>
    public ImmutableArray<ImmutableArray<double>> TargetPosteriors { get; }
}
