using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>An error that many numbers share, such as that of one author's judgement: it shifts their log-odds together.</summary>
/// <remarks>Immutable.</remarks>
public sealed class CommonError
{
    internal CommonError(string name, double standardDeviation, ImmutableArray<int> parameters, bool isJudgement)
    {
        Name = name;
        StandardDeviation = standardDeviation;
        Parameters = parameters;
        IsJudgement = isJudgement;
    }

    /// <summary>What it is the error of.</summary>
    public string Name { get; }

    /// <summary>Its standard deviation on the scale of log-odds; positive.</summary>
    public double StandardDeviation { get; }

    /// <summary>The places of the shifted entries in the network's parameter vector, ascending.</summary>
    public ImmutableArray<int> Parameters { get; }

    /// <summary>Whether it is an error of judgement; otherwise it is one of a published source.</summary>
    public bool IsJudgement { get; }
}
