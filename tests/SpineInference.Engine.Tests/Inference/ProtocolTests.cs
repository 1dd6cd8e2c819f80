using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A program for a fixed list of evidence gives the general program's answers and is not longer.</summary>
public class ProtocolTests
{
    private const double Tolerance = 1e-13;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(600, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ForProtocol_AnyList_GivesTheGeneralAnswers(int seed)
    {
        var random = new Random(seed);
        BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 10);
        ExactEngine general = ExactEngine.Compile(network);
        Variable[] asked = [.. network.Variables.Where(_ => random.Next(2) == 0)];
        Variable[] read = [.. network.Variables.Where(_ => random.Next(3) > 0)];

        ExactEngine specialised = general.ForProtocol(asked, read);

        Assert.InRange(specialised.ProgramLength, 0, general.ProgramLength);
        Assert.Same(specialised, general.ForProtocol(asked.Reverse(), read));
        var engine = new ProtocolEngine(general, new EvidenceProtocol(asked, read), new EvidenceProtocol(network.Variables.Skip(2), []));
        for (int i = 0; i < 20; i++)
        {
            Evidence evidence = RandomNetworks.Evidence(network, random);
            Evidence kept = network.Variables.Except(asked).Aggregate(evidence, static (e, v) => e.Without(v));
            Assert.Same(specialised, engine.EngineFor(kept));
            foreach (Evidence given in new[] { evidence, kept })
            {
                Assert.Equal(general.TryQuery(given, out Posteriors? expected), engine.TryQuery(given, out Posteriors? actual));
                if (expected is null)
                {
                    Assert.Throws<ImpossibleEvidenceException>(() => engine.Query(given));
                    continue;
                }

                Assert.Equal(expected.LogEvidence, actual!.LogEvidence, Tolerance);
                foreach (Variable variable in network.Variables.Reverse())
                {
                    for (int s = 0; s < variable.StateCount; s++)
                    {
                        Assert.Equal(expected[variable][s], actual[variable][s], Tolerance);
                    }
                }
            }
        }
    }

    [Fact]
    public void ForProtocol_SavedAndLoaded_IsTheSameProgram()
    {
        BayesianNetwork network = RandomNetworks.Create(640, variableCount: 10);
        ExactEngine specialised = ExactEngine.Compile(network).ForProtocol(network.Variables.Take(4), [network.Variables[7]]);
        using var stream = new MemoryStream();
        specialised.Save(stream);
        ExactEngine loaded = ExactEngine.Load(network, new MemoryStream(stream.ToArray()), specialised.Options);
        Evidence evidence = Evidence.None(network).Observe(network.Variables[2], 0);
        Assert.Equal(specialised.Query(evidence)[network.Variables[7]].ToArray(), loaded.Query(evidence)[network.Variables[7]].ToArray());
    }

    [Fact]
    public void ForProtocol_VariableOfAnotherNetwork_IsRefused()
    {
        ExactEngine engine = ExactEngine.Compile(RandomNetworks.Create(641));
        Variable foreign = RandomNetworks.Create(642).Variables[0];
        Assert.Throws<ArgumentException>(() => engine.ForProtocol([foreign]));
        Assert.Throws<ArgumentException>(() => engine.ForProtocol([], [foreign]));
        Assert.Throws<ArgumentException>(() => new ProtocolEngine(engine, new EvidenceProtocol([foreign], [])));
    }
}
