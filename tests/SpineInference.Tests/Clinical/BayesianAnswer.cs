using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Clinical;

/// <summary>Posteriors of the shipped network given states of any variables, latent ones too.</summary>
internal sealed class BayesianAnswer
{
    private readonly Posteriors _posteriors;

    private BayesianAnswer(Posteriors posteriors) => _posteriors = posteriors;

    public double LogEvidence => _posteriors.LogEvidence;

    public double this[string variable, string state] => _posteriors[variable][_posteriors.Network[variable].GetStateIndex(state)];

    public static BayesianAnswer Given(params ReadOnlySpan<(string Variable, string State)> states)
    {
        BayesianNetwork network = SpineModel.Default.Network;
        Evidence evidence = Evidence.None(network);
        foreach ((string variable, string state) in states)
        {
            evidence = evidence.Observe(variable, state);
        }

        return new BayesianAnswer(SpineModel.Default.Engine.Query(evidence));
    }
}
