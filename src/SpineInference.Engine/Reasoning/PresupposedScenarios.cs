using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What a variable would tell that can be looked at in part of the cases alone: where a presupposition holds.</summary>
/// <remarks>
/// <para>That one of some statements is true is no evidence on single variables; that none is, is. So with T the target, F the variable and s the presupposition
/// P(t, f, s) = P(t, f) − P(not s) P(t, f | not s), which two sets of scenarios give exactly, and the gain is P(s) I(T; F | s).</para>
/// <para>Immutable.</para>
/// </remarks>
internal sealed class PresupposedScenarios
{
    private readonly TargetScenarios _all;
    private readonly TargetScenarios? _denied;

    private PresupposedScenarios(TargetScenarios all, TargetScenarios? denied, double deniedProbability)
    {
        _all = all;
        _denied = denied;
        Share = 1 - deniedProbability;
    }

    /// <summary>The probability that the presupposition holds.</summary>
    public double Share { get; }

    /// <summary>Runs the queries that are needed beyond those of all cases.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="presupposition">What must be so.</param>
    /// <param name="branches">What is known, and all under it.</param>
    /// <param name="target">What is to be found out.</param>
    /// <param name="read">What will be read; null for everything.</param>
    /// <returns>One for each branch.</returns>
    public static PresupposedScenarios[] Of(
        IInferenceEngine engine, Presupposition presupposition, IReadOnlyList<(Evidence Evidence, TargetScenarios Scenarios)> branches, InformationTarget target, IReadOnlyList<Variable>? read)
    {
        var evidences = new Evidence?[branches.Count];
        var probabilities = new double[branches.Count];
        for (int b = 0; b < branches.Count; b++)
        {
            evidences[b] = presupposition.AnyOf.Any(h => h.ProbabilityIn(branches[b].Scenarios.Present) == 1) ? null : presupposition.DenyIn(branches[b].Evidence);
            probabilities[b] = evidences[b] is { } denied ? ProbabilityOf(engine, denied, branches[b].Scenarios.Present.LogEvidence) : 0;
        }

        int[] open = [.. Enumerable.Range(0, branches.Count).Where(b => probabilities[b] is > 0 and < 1)];
        TargetScenarios[] scenarios = open.Length == 0 ? [] : TargetScenarios.Of(engine, [.. open.Select(b => evidences[b]!)], target, read);
        return [.. branches.Select((b, i) => new PresupposedScenarios(
            b.Scenarios, Array.IndexOf(open, i) is var place and >= 0 ? scenarios[place] : null, probabilities[i]))];
    }

    /// <summary>The expected gain, in bits: nothing where it cannot be looked at.</summary>
    public double Information(Variable finding) =>
        _denied is not null ? _all.InformationBeyond(_denied, 1 - Share, finding) : Share > 0 ? _all.Information(finding) : 0;

    private static double ProbabilityOf(IInferenceEngine engine, Evidence denied, double logEvidence)
    {
        try
        {
            return Math.Min(1, Math.Exp(engine.Query(denied).LogEvidence - logEvidence));
        }
        catch (ImpossibleEvidenceException)
        {
            return 0;
        }
    }
}
