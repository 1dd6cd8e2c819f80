using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How the next findings are chosen.</summary>
/// <remarks>Immutable.</remarks>
public sealed record InformationOptions
{
    /// <summary>How many findings a plan has at most; at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What it costs to look at a variable, positive, beside what must be set up for it; candidates are ranked by bits per cost. <see langword="null"/> for the same
    /// cost everywhere.</summary>
    public Func<Variable, double>? Cost { get; init; }

    /// <summary>What must be set up before a variable can be looked at and serves others as well. A ranking counts it for every variable, each being the only one; in a plan the first that
    /// needs it pays, and for those after it it is ready. What is ready already is left out by the caller. <see langword="null"/> where there is nothing of the kind.</summary>
    public Func<Variable, IEnumerable<SetUp>>? SetUps { get; init; }

    /// <summary>What must be so before a variable can be looked at: its gain counts for the share of cases in which it is so, by the network's own posterior. <see langword="null"/>, of the
    /// function or from it, where nothing is presupposed.</summary>
    public Func<Variable, Presupposition?>? Presupposes { get; init; }

    /// <summary>A variable that can be looked at in a smaller share of cases is no candidate. In [0, 1].</summary>
    public double SmallestShare { get; init; } = 0.05;

    /// <summary>A plan ends where the best finding left promises less, in bits; not negative.</summary>
    public double MinimumBits { get; init; }

    /// <summary>A plan is empty where every target variable has a state at least this probable already; above 1 for never.</summary>
    public double SettledFrom { get; init; } = 2;
}
