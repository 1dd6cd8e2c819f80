using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Rows, and errors they share, whose widths are too narrow or too wide by one factor, which studies are to tell.</summary>
/// <remarks>Immutable.</remarks>
public sealed class WidthGroup
{
    /// <summary>Names a group.</summary>
    /// <param name="name">What it is called in the result.</param>
    /// <param name="rows">Rows of the network: their own deviations are multiplied by the factor.</param>
    /// <param name="commonErrors">Names of <see cref="LogOddsPrior.CommonErrors"/> whose deviations are multiplied by it; none if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The name is empty, or there is neither a row nor an error.</exception>
    public WidthGroup(string name, IEnumerable<ProbabilityRow> rows, IEnumerable<string>? commonErrors = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(rows);
        Name = name;
        Rows = [.. rows.Distinct().OrderBy(static r => r.Index)];
        CommonErrors = [.. (commonErrors ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (Rows.IsEmpty && CommonErrors.IsEmpty)
        {
            throw new ArgumentException($"Group '{name}' has neither a row nor a common error.", nameof(rows));
        }
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The rows, in the network's order.</summary>
    public ImmutableArray<ProbabilityRow> Rows { get; }

    /// <summary>The names of the common errors.</summary>
    public ImmutableArray<string> CommonErrors { get; }

    /// <summary>Name and size.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}: {Rows.Length} row(s), {CommonErrors.Length} common error(s)";
}
