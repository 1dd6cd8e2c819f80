using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Answers whether there is sciatica as an engine would whose network had a variable for it: what explains a variable explains the
/// event.</summary>
/// <remarks>Two queries for each. Immutable and safe for concurrent use.</remarks>
internal sealed class SciaticaEngine(IInferenceEngine engine) : IInferenceEngine
{
    private static readonly BayesianNetwork Event = Build();

    /// <inheritdoc/>
    public BayesianNetwork Network => engine.Network;

    /// <summary>The hypothesis that the question is answered so.</summary>
    public static Hypothesis HypothesisOf(Answer answer) => Hypothesis.Of(Event, answer.Question.Id, answer.Id);

    /// <inheritdoc/>
    public Posteriors Query(Evidence evidence) => Of(evidence, engine.Query(evidence).LogEvidence);

    /// <summary>The answer where the evidence's probability is known.</summary>
    public Posteriors Of(Evidence evidence, double logEvidence) => new(Event, Sciatica.Probabilities(engine, evidence, logEvidence), logEvidence);

    // Its prior is never read.
    private static BayesianNetwork Build()
    {
        var builder = new BayesianNetworkBuilder("sciatica");
        Variable variable = builder.AddVariable(Questions.Sciatica.Id, [.. Questions.Sciatica.Answers.Select(static a => a.Id)]);
        builder.SetTable(variable, [], [builder.AddRow(variable.Name, [0.5, 0.5], 1)]);
        return builder.Build();
    }
}
