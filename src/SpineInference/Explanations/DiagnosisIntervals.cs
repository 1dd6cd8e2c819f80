using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Every posterior of a diagnosis with its uncertainty from the model's parameters.</summary>
/// <remarks>The uncertainty is that of the numbers in the knowledge tables, each worth its effective sample size; it does not cover what
/// the structure of the model leaves out. Immutable and safe for concurrent use.</remarks>
public sealed class DiagnosisIntervals
{
    private readonly Diagnosis _diagnosis;
    private readonly UncertainPosteriors _posteriors;

    internal DiagnosisIntervals(Diagnosis diagnosis, UncertainPosteriors posteriors)
    {
        _diagnosis = diagnosis;
        _posteriors = posteriors;
    }

    /// <summary>How many draws of the parameters they rest on.</summary>
    public int DrawCount => _posteriors.Count;

    /// <summary>Under how many of them the findings are impossible; intervals, means and shares leave those out.</summary>
    public int ImpossibleDrawCount => _posteriors.ImpossibleCount;

    /// <summary>The probability of a cause.</summary>
    /// <param name="cause">The cause.</param>
    public UncertainProbability this[Cause cause] => _posteriors[_diagnosis.HypothesisOf(cause)];

    /// <summary>The probability that a root is the principal one.</summary>
    /// <param name="root">The root.</param>
    public UncertainProbability this[NerveRoot root] => _posteriors[_diagnosis.HypothesisOf(root)];

    /// <summary>The probability of a site of the lesion.</summary>
    /// <param name="site">The site.</param>
    public UncertainProbability this[LesionSite site] => _posteriors[_diagnosis.HypothesisOf(site)];

    /// <summary>The probability of a principal disc level.</summary>
    /// <param name="level">The level.</param>
    public UncertainProbability this[DiscLevel level] => _posteriors[_diagnosis.HypothesisOf(level)];

    /// <summary>The probability that no root is the principal one.</summary>
    public UncertainProbability NoRoot => _posteriors[Hypothesis.Of(_diagnosis.Patient.Model.Network, "root-level", "none")];

    /// <summary>The probability of any hypothesis about a variable whose draws were kept.</summary>
    public UncertainProbability this[Hypothesis hypothesis] => _posteriors[hypothesis];

    /// <summary>The share of draws in which one cause is more probable than another: how firmly the ranking stands.</summary>
    /// <param name="first">A cause.</param>
    /// <param name="second">Another.</param>
    public double ShareAbove(Cause first, Cause second) =>
        _posteriors.ShareAbove(_diagnosis.HypothesisOf(first), _diagnosis.HypothesisOf(second));

    /// <summary>The share of draws in which one root is more probable than another.</summary>
    /// <param name="first">A root.</param>
    /// <param name="second">Another.</param>
    public double ShareAbove(NerveRoot first, NerveRoot second) =>
        _posteriors.ShareAbove(_diagnosis.HypothesisOf(first), _diagnosis.HypothesisOf(second));
}
