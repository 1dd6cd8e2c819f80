using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

/// <summary>Two statements are the same where they say the same of the same variable.</summary>
public sealed class HypothesisTests
{
    private static readonly BayesianNetwork Network = Weather();

    [Fact]
    public void Equals_SameVariableAndStatesInAnyOrder_IsTrueWithOneHashCode()
    {
        var first = new Hypothesis(Network["sky"], 0, 2);
        var second = Hypothesis.Of(Network, "sky", "rain", "clear", "rain");
        Assert.Equal(first, second);
        Assert.True(first.Equals((object)second));
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.Single(new HashSet<Hypothesis> { first, second });
        Assert.Equal(new Presupposition(first, new Hypothesis(Network["wind"], 1)), new Presupposition(new Hypothesis(Network["wind"], 1), second));
    }

    [Fact]
    public void Equals_OtherStatesOrOtherVariable_IsFalse()
    {
        var first = new Hypothesis(Network["sky"], 0, 2);
        Hypothesis[] others =
        [
            new Hypothesis(Network["sky"], 0), new Hypothesis(Network["sky"], 1), new Hypothesis(Network["sky"], 0, 1), new Hypothesis(Network["wind"], 0, 2), new Hypothesis(Weather()["sky"], 0, 2),
        ];
        Assert.All(others, other => Assert.NotEqual(first, other));
        Assert.Equal(others.Length + 1, new HashSet<Hypothesis>([first, .. others]).Count);
        Assert.False(first.Equals(null));
        Assert.False(first.Equals((object)"sky = clear or rain"));
    }

    // Two variables with as many states each.
    private static BayesianNetwork Weather()
    {
        var builder = new BayesianNetworkBuilder("weather");
        foreach ((string name, string[] states) in new[] { ("sky", new[] { "clear", "grey", "rain" }), ("wind", ["none", "some", "much"]) })
        {
            Variable variable = builder.AddVariable(name, states);
            builder.SetTable(variable, [], [builder.AddRow(name, [0.5, 0.3, 0.2], 20)]);
        }

        return builder.Build();
    }
}
