using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Reference;

/// <summary>Small networks that everybody knows, written from their papers.</summary>
public static class ReferenceNetworks
{
    private const double SampleSize = 100;

    /// <summary>The wet grass: clouds set both the sprinkler and the rain. Source: Russell &amp; Norvig, Artificial Intelligence: A Modern
    /// Approach, 3rd edition 2010, figure 14.12, after Pearl 1988.</summary>
    public static BayesianNetwork WetGrass()
    {
        var builder = new BayesianNetworkBuilder("wet-grass");
        Variable cloudy = builder.AddVariable("cloudy", "false", "true");
        Variable sprinkler = builder.AddVariable("sprinkler", "false", "true");
        Variable rain = builder.AddVariable("rain", "false", "true");
        Variable wet = builder.AddVariable("wet-grass", "false", "true");
        builder.SetTable(cloudy, [], [0.5, 0.5], SampleSize);
        builder.SetTable(sprinkler, [cloudy], [0.5, 0.5, 0.9, 0.1], SampleSize);
        builder.SetTable(rain, [cloudy], [0.8, 0.2, 0.2, 0.8], SampleSize);
        builder.SetTable(wet, [sprinkler, rain], [1, 0, 0.1, 0.9, 0.1, 0.9, 0.01, 0.99], SampleSize);
        return builder.Build();
    }

    /// <summary>The chest clinic. Source: Lauritzen &amp; Spiegelhalter 1988, Local computations with probabilities on graphical structures
    /// and their application to expert systems, J. R. Statist. Soc. B 50:157–224, table 1.</summary>
    public static BayesianNetwork Asia()
    {
        var builder = new BayesianNetworkBuilder("asia");
        Variable asia = builder.AddVariable("visit-to-asia", "yes", "no");
        Variable tuberculosis = builder.AddVariable("tuberculosis", "yes", "no");
        Variable smoking = builder.AddVariable("smoking", "yes", "no");
        Variable cancer = builder.AddVariable("lung-cancer", "yes", "no");
        Variable bronchitis = builder.AddVariable("bronchitis", "yes", "no");
        Variable either = builder.AddVariable("tuberculosis-or-cancer", "yes", "no");
        Variable xray = builder.AddVariable("positive-x-ray", "yes", "no");
        Variable dyspnoea = builder.AddVariable("dyspnoea", "yes", "no");
        builder.SetTable(asia, [], [0.01, 0.99], SampleSize);
        builder.SetTable(tuberculosis, [asia], [0.05, 0.95, 0.01, 0.99], SampleSize);
        builder.SetTable(smoking, [], [0.5, 0.5], SampleSize);
        builder.SetTable(cancer, [smoking], [0.1, 0.9, 0.01, 0.99], SampleSize);
        builder.SetTable(bronchitis, [smoking], [0.6, 0.4, 0.3, 0.7], SampleSize);
        builder.SetTable(either, [tuberculosis, cancer], [1, 0, 1, 0, 1, 0, 0, 1], double.PositiveInfinity);
        builder.SetTable(xray, [either], [0.98, 0.02, 0.05, 0.95], SampleSize);
        builder.SetTable(dyspnoea, [either, bronchitis], [0.9, 0.1, 0.7, 0.3, 0.8, 0.2, 0.1, 0.9], SampleSize);
        return builder.Build();
    }
}
