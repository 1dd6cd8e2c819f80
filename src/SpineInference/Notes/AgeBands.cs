using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>Shares an age in years out between two bands of the network, so that no answer jumps on a birthday.</summary>
/// <remarks>An age between the middles of two bands belongs to both, in proportion to its distance from the other; below the first middle and
/// above the last it belongs to that band alone. With shares wᵇ and prior πᵇ the likelihood of a band is wᵇ / πᵇ, so that P(e | age) = Σ wᵇ P(e | b):
/// what is known of the neighbouring bands, mixed. Reason: decision 0060. Stateless and safe for concurrent use.</remarks>
internal static class AgeBands
{
    private const string Name = "age-band";

    /// <summary>Years that the open bands at the ends count from their inner edge: about where half of their people stand.</summary>
    private const int OpenEnd = 5;

    /// <summary>The middle of a band such as <c>40-44</c> or <c>80+</c>, in years; that of the first band lies near its upper end, where most of it is.</summary>
    /// <param name="band">The state of the network.</param>
    public static int MiddleOf(string band)
    {
        string[] ends = band.TrimEnd('+').Split('-');
        int from = int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture);
        if (ends.Length == 1)
        {
            return from + OpenEnd;
        }

        int to = int.Parse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture);
        return from == Patient.MinimumAge ? to - (OpenEnd - 1) : (from + to + 1) / 2;
    }

    /// <summary>Adds an age to the evidence.</summary>
    /// <param name="evidence">Evidence that does not speak of age.</param>
    /// <param name="age">Age in years.</param>
    public static Evidence Observe(Evidence evidence, int age)
    {
        Variable bands = evidence.Network[Name];
        ReadOnlySpan<double> prior = evidence.Network.DistributionOf(bands).Table;
        var likelihoods = new double[bands.StateCount];
        int last = bands.StateCount - 1;
        int upper = 0;
        while (upper < last && MiddleOf(bands.States[upper]) < age)
        {
            upper++;
        }

        int lower = Math.Max(0, upper - 1);
        int from = MiddleOf(bands.States[lower]);
        int to = MiddleOf(bands.States[upper]);
        double share = to == from ? 1 : Math.Clamp((age - from) / (double)(to - from), 0, 1);
        likelihoods[lower] = Likelihood(1 - share, prior[lower]);
        likelihoods[upper] = Likelihood(share, prior[upper]);
        return evidence.ObserveLikelihood(bands, likelihoods);
    }

    private static double Likelihood(double share, double prior) => share == 0 ? 0 : share / prior;
}
