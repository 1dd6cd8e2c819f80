using System.Collections.Immutable;

namespace SpineInference;

/// <summary>The outcomes of a distribution without their values: ids and probabilities, and their order by probability.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class Ranking
{
    /// <summary>Ranks outcomes; at least one.</summary>
    public Ranking(ImmutableArray<string> ids, ImmutableArray<double> probabilities)
    {
        Ids = ids;
        Probabilities = probabilities;
        var order = new int[ids.Length];
        for (int i = 0; i < order.Length; i++)
        {
            // Insertion keeps the order of equals, and the lists are short.
            int place = i;
            for (; place > 0 && probabilities[order[place - 1]] < probabilities[i]; place--)
            {
                order[place] = order[place - 1];
            }

            order[place] = i;
        }

        Order = order;
    }

    /// <summary>The text ids, in the model's order.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>Their probabilities.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>Places from the most to the least probable; equals keep their order.</summary>
    public int[] Order { get; }

    /// <summary>Writes the first outcomes, as <c>L5 0.620, S1 0.210</c>.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="smallest">The least probability worth writing.</param>
    public string Describe(int count, double smallest)
    {
        var parts = new List<string>();
        foreach (int i in Order)
        {
            if (parts.Count < count && Probabilities[i] >= smallest)
            {
                parts.Add(Describe(Ids[i], Probabilities[i]));
            }
        }

        return string.Join(", ", parts);
    }

    /// <summary>Writes one outcome, as <c>L5 0.620</c>.</summary>
    public static string Describe(string id, double probability) => FormattableString.Invariant($"{id} {probability:0.000}");
}
