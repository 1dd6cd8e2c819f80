using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>The posteriors of everything under each possible answer to the question asked.</summary>
/// <remarks>
/// One query for each possible answer t gives P(f | t, evidence) for every other variable f at once, and so every pair of answer and
/// finding; querying for each finding's states instead would take some twenty times as many.
/// </remarks>
internal sealed class TargetScenarios
{
    private readonly InformationTarget _target;
    private readonly List<ScenarioTable> _questions = [];

    private TargetScenarios(Posteriors present, InformationTarget target)
    {
        Present = present;
        _target = target;
    }

    /// <summary>The posteriors under the evidence itself.</summary>
    public Posteriors Present { get; }

    /// <summary>Entropy of the target, in bits; of separate questions the sum.</summary>
    public double Entropy => _questions.Sum(static q => q.Weights.Sum(static w => w > 0 ? -w * Math.Log2(w) : 0));

    /// <summary>Runs the queries of several evidences together, so that the lanes of vectors are full.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidences">What is known, one after the other.</param>
    /// <param name="target">What is to be found out.</param>
    /// <param name="read">What will be read of the scenarios beside the target, the same list again and again; null for everything.</param>
    /// <returns>The scenarios of each.</returns>
    public static TargetScenarios[] Of(
        IInferenceEngine engine, IReadOnlyList<Evidence> evidences, InformationTarget target, IReadOnlyList<Variable>? read = null)
    {
        IReadOnlyList<Posteriors> present = QueryList.Run(engine, evidences);
        TargetScenarios[] all = [.. present.Select(p => new TargetScenarios(p, target))];
        Scenario[] start = [.. present.Select((p, i) => new Scenario(i, evidences[i], 0, 1, new QueryAnswer(p)))];
        Variable[] kept = read is null ? [.. engine.Network.Variables] : [.. read.Concat(target.Variables).Distinct()];
        Variable[][] questions = target.Combination == TargetCombination.Joint ? [[.. target.Variables]] : [.. target.Variables.Select(static v => new[] { v })];
        foreach (Variable[] variables in questions)
        {
            // Variable after variable, each level one batch of queries.
            using var lent = new LentBatches(engine);
            ILookup<int, Scenario> ends = (read is not null && SharedLevels(engine, variables, kept) is { } programs
                ? start.SelectMany(one => SplitSharing(lent, one, variables, programs))
                : variables.Aggregate(start, (level, variable) => Split(level, variable, lent.Ask))).ToLookup(static s => s.Owner);
            for (int i = 0; i < all.Length; i++)
            {
                all[i]._questions.Add(new ScenarioTable(
                    engine.Network, kept, [.. ends[i].Select(static s => s.Answered)], [.. ends[i].Select(static s => s.Weight)], [.. ends[i].Select(static s => s.Answer)]));
            }
        }

        return all;
    }

    /// <summary>I(target; finding | evidence) = Σₜ P(t) Σ_f P(f | t) log₂ P(f | t)/P(f), in bits.</summary>
    public double Information(Variable finding)
    {
        double bits = 0;
        foreach (ScenarioTable question in _questions)
        {
            for (int f = 0; f < finding.StateCount; f++)
            {
                double marginal = question.Marginal(finding, f);
                ReadOnlySpan<double> conditionals = question.Of(finding, f);
                for (int i = 0; i < conditionals.Length; i++)
                {
                    double conditional = conditionals[i];
                    bits += conditional > 0 ? question.Weights[i] * conditional * Math.Log2(conditional / marginal) : 0;
                }
            }
        }

        // What is 0 may come out as a rounding error below it.
        return Math.Max(0, bits);
    }

    /// <summary>P(s) I(target; finding | s, evidence) where s is what part of the cases lacks, in bits.</summary>
    /// <param name="part">The scenarios of the cases that lack it.</param>
    /// <param name="probability">How probable these are.</param>
    /// <param name="finding">The finding.</param>
    public double InformationBeyond(TargetScenarios part, double probability, Variable finding)
    {
        double bits = 0;
        for (int q = 0; q < _questions.Count; q++)
        {
            bits += _questions[q].InformationBeyond(part._questions[q], probability, finding);
        }

        return Math.Max(0, bits);
    }

    /// <summary>What each result would mean.</summary>
    public ImmutableArray<OutcomeForecast> Forecasts(Variable finding)
    {
        var forecasts = new OutcomeForecast[finding.StateCount];
        for (int f = 0; f < forecasts.Length; f++)
        {
            int state = f;
            forecasts[f] = new OutcomeForecast(
                f, Present[finding][f], [.. _target.Variables.Select((v, i) => Forecast(finding, state, v, i))]);
        }

        return [.. forecasts];
    }

    private ImmutableArray<double> Forecast(Variable finding, int state, Variable variable, int index)
    {
        ScenarioTable question = _questions[_questions.Count == 1 ? 0 : index];
        double marginal = question.Marginal(finding, state);
        if (marginal == 0)
        {
            return [.. Present[variable]];
        }

        var posterior = new double[variable.StateCount];
        ReadOnlySpan<double> conditionals = question.Of(finding, state);
        for (int i = 0; i < conditionals.Length; i++)
        {
            double share = question.Weights[i] * conditionals[i] / marginal;
            for (int s = 0; s < posterior.Length; s++)
            {
                posterior[s] += share * question.Of(variable, s)[i];
            }
        }

        // The shares are rounded one by one.
        double sum = posterior.Sum();
        return [.. posterior.Select(p => p / sum)];
    }

    // Of every level the next variable of the target is read, of the last one everything.
    private static SharedProgram[]? SharedLevels(IInferenceEngine engine, Variable[] variables, Variable[] read)
    {
        ExactEngine? exact = QueryList.BuiltIn(engine);
        var programs = new SharedProgram[variables.Length];
        for (int i = 0; i < programs.Length; i++)
        {
            if (exact?.ShareAllBut(variables[..(i + 1)], i == variables.Length - 1 ? read : [variables[i + 1]]) is not { } program)
            {
                return null;
            }

            programs[i] = program;
        }

        return programs;
    }

    private static Scenario[] SplitSharing(LentBatches lent, Scenario one, Variable[] variables, SharedProgram[] programs)
    {
        Scenario[] level = [one];
        for (int i = 0; i < variables.Length; i++)
        {
            SharedProgram program = programs[i];
            level = Split(level, variables[i], cases => lent.Ask(program, one.Evidence, cases));
        }

        return level;
    }

    private static Scenario[] Split(Scenario[] level, Variable variable, Func<IReadOnlyList<Evidence>, QueryAnswer[]> ask)
    {
        var next = new List<Scenario>();
        var open = new List<int>();
        foreach (Scenario one in level)
        {
            for (int s = 0; s < variable.StateCount; s++)
            {
                double probability = one.Answer.Of(variable, s);
                if (probability > 0)
                {
                    // A state that is certain already needs no query of its own.
                    Evidence restricted = probability == 1 ? one.Evidence : Restriction.To(one.Evidence, variable, s);
                    if (probability != 1)
                    {
                        open.Add(next.Count);
                    }

                    next.Add(one with { Evidence = restricted, Answered = (one.Answered * variable.StateCount) + s, Weight = one.Weight * probability });
                }
            }
        }

        QueryAnswer[] answers = ask([.. open.Select(i => next[i].Evidence)]);
        for (int i = 0; i < answers.Length; i++)
        {
            next[open[i]] = next[open[i]] with { Answer = answers[i] };
        }

        return [.. next];
    }

    // A possible answer to the question under one of the evidences, by its number among all answers, how probable it is, and everything under it.
    private readonly record struct Scenario(int Owner, Evidence Evidence, long Answered, double Weight, QueryAnswer Answer);
}
