using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Which of the variables known in a row a prediction may use.</summary>
/// <remarks>
/// <para>A column that nobody has at the bedside (a cause, a root, a label) tells the answer: a score with it among the evidence says
/// nothing of the model. What can be observed the network itself does not say, so that whoever judges a model must:
/// <c>SpineModel.EvidenceOf</c> knows it for the library's own.</para>
/// <para>Immutable and safe for concurrent use. Measurements are always evidence.</para>
/// </remarks>
public sealed class PredictionEvidence
{
    private readonly ImmutableHashSet<string>? _allowed;
    private readonly ImmutableHashSet<string> _left;

    private PredictionEvidence(ImmutableHashSet<string>? allowed, ImmutableHashSet<string> left)
    {
        _allowed = allowed;
        _left = left;
    }

    /// <summary>Every variable but the target. Right where each of them can be observed, as in most public data sets.</summary>
    public static PredictionEvidence EverythingKnown { get; } = new(null, ImmutableHashSet.Create<string>(StringComparer.Ordinal));

    /// <summary>Whether every variable may be used that was not left out by name.</summary>
    public bool IsEverything => _allowed is null;

    /// <summary>The variables named, and no other.</summary>
    /// <param name="variables">Names of variables; may be empty.</param>
    /// <returns>What may be used.</returns>
    public static PredictionEvidence Of(IEnumerable<string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new PredictionEvidence(variables.ToImmutableHashSet(StringComparer.Ordinal), EverythingKnown._left);
    }

    /// <summary>The same without the variables named.</summary>
    /// <param name="variables">Names of variables.</param>
    /// <returns>What may be used.</returns>
    public PredictionEvidence Without(params IEnumerable<string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new PredictionEvidence(_allowed, _left.Union(variables));
    }

    /// <summary>Whether a variable may be used.</summary>
    /// <param name="variable">Its name.</param>
    /// <returns>Whether it may.</returns>
    public bool Includes(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return (_allowed is null || _allowed.Contains(variable)) && !_left.Contains(variable);
    }

    /// <summary>The variables that a cohort knows and a prediction uses, in the network's order.</summary>
    /// <param name="cohort">The rows.</param>
    /// <param name="target">The name of the variable to predict.</param>
    /// <returns>The names.</returns>
    public ImmutableArray<string> UsedIn(Cohort cohort, string target) => Known(cohort, target, isUsed: true);

    /// <summary>The variables that a cohort knows and a prediction does not look at, in the network's order.</summary>
    /// <param name="cohort">The rows.</param>
    /// <param name="target">The name of the variable to predict, which is not among them.</param>
    /// <returns>The names.</returns>
    public ImmutableArray<string> LeftOutOf(Cohort cohort, string target) => Known(cohort, target, isUsed: false);

    /// <summary>The rows with what is left out unknown throughout; the target as it is.</summary>
    internal Cohort Limit(Cohort cohort, Variable target) =>
        cohort.Without([.. cohort.ObservedVariables.Where(v => !ReferenceEquals(v, target) && !Includes(v.Name))]);

    private ImmutableArray<string> Known(Cohort cohort, string target, bool isUsed)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return [.. cohort.ObservedVariables.Select(static v => v.Name).Where(name => name != target && Includes(name) == isUsed)];
    }
}
