using System.Collections.Immutable;
using SpineInference.Engine.Inference;
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
    private readonly List<(double Weight, Posteriors Posteriors)[]> _questions = [];

    /// <summary>Runs the queries.</summary>
    public TargetScenarios(IInferenceEngine engine, Evidence evidence, InformationTarget target)
    {
        _target = target;
        Present = engine.Query(evidence);
        if (target.Combination == TargetCombination.Joint)
        {
            _questions.Add(Ask(engine, evidence, target.Variables.AsSpan()));
        }
        else
        {
            foreach (Variable variable in target.Variables)
            {
                _questions.Add(Ask(engine, evidence, [variable]));
            }
        }
    }

    /// <summary>The posteriors under the evidence itself.</summary>
    public Posteriors Present { get; }

    /// <summary>Entropy of the target, in bits; of separate questions the sum.</summary>
    public double Entropy => _questions.Sum(static q => q.Sum(static s => s.Weight > 0 ? -s.Weight * Math.Log2(s.Weight) : 0));

    /// <summary>I(target; finding | evidence) = Σₜ P(t) Σ_f P(f | t) log₂ P(f | t)/P(f), in bits.</summary>
    public double Information(Variable finding)
    {
        double bits = 0;
        foreach ((double Weight, Posteriors Posteriors)[] question in _questions)
        {
            for (int f = 0; f < finding.StateCount; f++)
            {
                double marginal = Marginal(question, finding, f);
                foreach ((double weight, Posteriors posteriors) in question)
                {
                    double conditional = posteriors[finding][f];
                    bits += conditional > 0 ? weight * conditional * Math.Log2(conditional / marginal) : 0;
                }
            }
        }

        // What is 0 may come out as a rounding error below it.
        return Math.Max(0, bits);
    }

    /// <summary>What each result would mean.</summary>
    public OutcomeForecast[] Forecasts(Variable finding)
    {
        var forecasts = new OutcomeForecast[finding.StateCount];
        for (int f = 0; f < forecasts.Length; f++)
        {
            int state = f;
            forecasts[f] = new OutcomeForecast(
                f, Present[finding][f], [.. _target.Variables.Select((v, i) => Forecast(finding, state, v, i))]);
        }

        return forecasts;
    }

    private ImmutableArray<double> Forecast(Variable finding, int state, Variable variable, int index)
    {
        (double Weight, Posteriors Posteriors)[] question = _questions[_questions.Count == 1 ? 0 : index];
        double marginal = Marginal(question, finding, state);
        if (marginal == 0)
        {
            return [.. Present[variable]];
        }

        var posterior = new double[variable.StateCount];
        foreach ((double weight, Posteriors posteriors) in question)
        {
            double share = weight * posteriors[finding][state] / marginal;
            ReadOnlySpan<double> given = posteriors[variable];
            for (int s = 0; s < posterior.Length; s++)
            {
                posterior[s] += share * given[s];
            }
        }

        // The shares are rounded one by one.
        double sum = posterior.Sum();
        return [.. posterior.Select(p => p / sum)];
    }

    private static double Marginal((double Weight, Posteriors Posteriors)[] question, Variable finding, int state)
    {
        double sum = 0;
        foreach ((double weight, Posteriors posteriors) in question)
        {
            sum += weight * posteriors[finding][state];
        }

        return sum;
    }

    private (double Weight, Posteriors Posteriors)[] Ask(IInferenceEngine engine, Evidence evidence, ReadOnlySpan<Variable> variables)
    {
        // Variable after variable, each level one batch of queries.
        List<(double Weight, Evidence Evidence, Posteriors Posteriors)> level = [(1, evidence, Present)];
        foreach (Variable variable in variables)
        {
            level = Split(engine, level, variable);
        }

        return [.. level.Select(static l => (l.Weight, l.Posteriors))];
    }

    private static List<(double Weight, Evidence Evidence, Posteriors Posteriors)> Split(
        IInferenceEngine engine, List<(double Weight, Evidence Evidence, Posteriors Posteriors)> level, Variable variable)
    {
        var next = new List<(double Weight, Evidence Evidence, Posteriors Posteriors)>();
        var open = new List<(int Place, Evidence Evidence)>();
        foreach ((double weight, Evidence evidence, Posteriors posteriors) in level)
        {
            ReadOnlySpan<double> states = posteriors[variable];
            for (int s = 0; s < states.Length; s++)
            {
                if (states[s] > 0)
                {
                    // A state that is certain already needs no query of its own.
                    Evidence restricted = states[s] == 1 ? evidence : Restriction.To(evidence, variable, s);
                    if (states[s] != 1)
                    {
                        open.Add((next.Count, restricted));
                    }

                    next.Add((weight * states[s], restricted, posteriors));
                }
            }
        }

        IReadOnlyList<Posteriors> answers = QueryList.Run(engine, [.. open.Select(static o => o.Evidence)]);
        for (int i = 0; i < answers.Count; i++)
        {
            next[open[i].Place] = next[open[i].Place] with { Posteriors = answers[i] };
        }

        return next;
    }
}
