using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Evidence that a variable is in a state, on top of what is known of it.</summary>
internal static class Restriction
{
    /// <summary>Leaves one state of a variable possible, with the likelihood it has.</summary>
    public static Evidence To(Evidence evidence, Variable variable, int state)
    {
        ReadOnlySpan<double> known = evidence.LikelihoodsOf(variable);
        var likelihoods = new double[variable.StateCount];
        likelihoods[state] = known.IsEmpty ? 1 : known[state];
        return evidence.ObserveLikelihood(variable, likelihoods);
    }

    /// <summary>Makes one state of a variable impossible.</summary>
    /// <returns>The evidence, or <see langword="null"/> where no state is left.</returns>
    public static Evidence? Excluding(Evidence evidence, Variable variable, int state)
    {
        ReadOnlySpan<double> known = evidence.LikelihoodsOf(variable);
        var likelihoods = new double[variable.StateCount];
        for (int s = 0; s < likelihoods.Length; s++)
        {
            likelihoods[s] = s == state ? 0 : known.IsEmpty ? 1 : known[s];
        }

        return likelihoods.AsSpan().ContainsAnyExcept(0.0) ? evidence.ObserveLikelihood(variable, likelihoods) : null;
    }
}
