using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>Small networks to learn.</summary>
internal static class LearningNetworks
{
    /// <summary>A cause with three states and four findings, one of them a noisy-OR of the cause and a risk.</summary>
    public static BayesianNetwork Clinic(double strength = 8)
    {
        var builder = new BayesianNetworkBuilder("clinic");
        Variable risk = builder.AddVariable("risk", "no", "yes");
        Variable cause = builder.AddVariable("cause", "none", "disc", "stenosis");
        Variable weak = builder.AddVariable("weak", "absent", "present");
        Variable reflex = builder.AddVariable("reflex", "normal", "reduced", "absent");
        Variable pain = builder.AddVariable("pain", "absent", "present");
        Variable walk = builder.AddVariable("walk", "absent", "present");
        builder.SetTable(risk, [], [0.7, 0.3], strength);
        builder.SetTable(cause, [risk], [0.5, 0.3, 0.2, 0.2, 0.3, 0.5], strength);
        builder.SetTable(weak, [cause], [0.9, 0.1, 0.4, 0.6, 0.7, 0.3], strength);
        builder.SetTable(reflex, [cause], [0.8, 0.15, 0.05, 0.3, 0.3, 0.4, 0.5, 0.3, 0.2], strength);
        int leak = builder.AddRow("pain/leak", [0.9, 0.1], strength);
        int byDisc = builder.AddRow("pain/disc", [0.2, 0.8], strength);
        int byStenosis = builder.AddRow("pain/stenosis", [0.5, 0.5], strength);
        int byRisk = builder.AddRow("pain/risk", [0.6, 0.4], strength);
        builder.SetNoisyMax(pain, [cause, risk],
        [
            new NoisyMaxContributorDraft([], [leak]),
            new NoisyMaxContributorDraft([0], [-1, byDisc, byStenosis]),
            new NoisyMaxContributorDraft([1], [-1, byRisk]),
        ]);
        builder.SetTable(walk, [cause], [0.95, 0.05, 0.8, 0.2, 0.2, 0.8], strength);
        return builder.Build();
    }

    /// <summary>The parts of a parameter vector by row id.</summary>
    public static ProbabilityRow Row(BayesianNetwork network, string id) => network.Rows.Single(r => r.Id == id);
}
