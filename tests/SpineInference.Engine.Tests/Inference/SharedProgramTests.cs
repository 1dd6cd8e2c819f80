using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

public sealed class SharedProgramTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Run_CasesThatDifferInSomeVariables_AnswersAsTheEngine()
    {
        int trusted = 0;
        for (int seed = 900; seed < 940; seed++)
        {
            var random = new Random(seed);
            BayesianNetwork network = seed % 4 == 0 ? RandomNetworks.Grid(4, seed) : RandomNetworks.Create(seed, variableCount: 10);
            ExactEngine engine = ExactEngine.Compile(
                network, new ExactEngineOptions { SearchAttempts = 1, Parameters = seed % 3 == 0 ? LiveParameters.All : LiveParameters.None });
            Variable[] differing = [.. network.Variables.Where(_ => random.Next(4) == 0).DefaultIfEmpty(network.Variables[1])];
            Variable[] read = [.. network.Variables.Where(_ => random.Next(2) == 0)];
            SharedProgram program = Compiled(engine, differing, read);
            Assert.InRange(program.Length, 0, engine.ProgramLength);
            Evidence known = RandomNetworks.Evidence(network, random);
            Evidence[] cases = [.. Enumerable.Range(0, 37).Select(_ => differing.Aggregate(known, (e, v) => random.Next(3) == 0 ? e : e.Observe(v, random.Next(v.StateCount))))];
            BatchPosteriors answers = program.Lend(cases.Length);
            program.Run(known, cases, answers);
            for (int i = 0; i < cases.Length; i++)
            {
                bool isPossible = engine.TryQuery(cases[i], out Posteriors? expected);
                Assert.Equal(isPossible, SharedProgram.IsTrusted(answers, i));
                foreach (Variable variable in isPossible ? read : [])
                {
                    trusted++;
                    for (int s = 0; s < variable.StateCount; s++)
                    {
                        Assert.Equal(expected![variable][s], answers[i, variable, s], Tolerance);
                    }
                }
            }

            ExactEngine.ReturnBatch(answers);
        }

        Assert.InRange(trusted, 1000, int.MaxValue);
    }

    [Fact]
    public void Run_EvidenceTooImprobableForADouble_IsNotTrusted()
    {
        (BayesianNetwork network, Evidence known) = Improbable();
        ExactEngine engine = ExactEngine.Compile(network);
        SharedProgram program = Compiled(engine, [network["cause"]], [network["other"]]);
        Evidence[] cases = [.. Enumerable.Range(0, 3).Select(s => known.Observe("cause", network["cause"].States[s]))];
        BatchPosteriors answers = program.Lend(cases.Length);
        program.Run(known, cases, answers);
        for (int i = 0; i < cases.Length; i++)
        {
            Assert.True(engine.TryQuery(cases[i], out _));
            Assert.False(SharedProgram.IsTrusted(answers, i));
        }

        ExactEngine.ReturnBatch(answers);
    }

    [Fact]
    public void ShareAllBut_ListsGivenAgain_GivesTheSameProgram()
    {
        BayesianNetwork network = RandomNetworks.Create(941, variableCount: 10);
        ExactEngine engine = ExactEngine.Compile(network);
        Variable[] differing = [network.Variables[2]];
        SharedProgram? program = engine.ShareAllBut(differing, network.Variables);
        Assert.NotNull(program);
        Assert.Same(program, engine.ShareAllBut(differing, network.Variables.Reverse()));
        Assert.NotSame(program, engine.ShareAllBut([network.Variables[3]], network.Variables));
    }

    [Fact]
    public void ShareAllBut_WhatTheEngineDoesNotCarryOrReport_IsNull()
    {
        BayesianNetwork network = RandomNetworks.Create(942, variableCount: 10);
        ExactEngine narrow = ExactEngine.Compile(network).ForProtocol(network.Variables.Take(5), network.Variables.Skip(2));
        for (int use = 0; use < 5; use++)
        {
            Assert.Null(narrow.ShareAllBut([network.Variables[6]], [network.Variables[3]]));
            Assert.Null(narrow.ShareAllBut([network.Variables[1]], [network.Variables[0]]));
        }
    }

    /// <summary>Twenty signs that are one in 10²⁰ whatever the cause, and all of them seen: P(evidence) is 1e-400.</summary>
    internal static (BayesianNetwork Network, Evidence Known) Improbable()
    {
        var builder = new BayesianNetworkBuilder("improbable");
        Variable cause = builder.AddVariable("cause", "a", "b", "c");
        builder.SetTable(cause, [], [0.5, 0.3, 0.2], 10);
        for (int i = 0; i < 21; i++)
        {
            Variable sign = builder.AddVariable(i == 20 ? "other" : $"sign{i}", "present", "absent");
            double rare = i == 20 ? 0.1 : 1e-20;
            builder.SetTable(sign, [cause], [rare, 1 - rare, 2 * rare, 1 - (2 * rare), 3 * rare, 1 - (3 * rare)], 10);
        }

        BayesianNetwork network = builder.Build();
        return (network, Enumerable.Range(0, 20).Aggregate(Evidence.None(network), (e, i) => e.Observe($"sign{i}", "present")));
    }

    private static SharedProgram Compiled(ExactEngine engine, Variable[] differing, Variable[] read)
    {
        SharedProgram? program = engine.ShareAllBut(differing, read);
        Assert.NotNull(program);
        return program;
    }
}
