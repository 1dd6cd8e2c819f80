using System.Globalization;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Benchmarks;

/// <summary>What a clinic gains that asks the same thirty things of everybody: the general program of the spine model against programs for a
/// protocol, in turns on one thread.</summary>
internal static class ProtocolTimes
{
    private const int Rounds = 7;
    private const double RoundMicroseconds = 100_000;
    private const int Cases = 512;
    private const int Findings = 30;

    private static readonly HashSet<string> Answers = ["cause", "disc-level", "zone", "side", "root-level", "lesion-site", "complaint"];

    /// <summary>Measures, and writes a line for each program.</summary>
    public static int Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        BayesianNetwork network = BenchmarkNetworks.Load("spine");
        ExactEngine general = ExactEngine.Compile(network, BenchmarkNetworks.OptionsFor("spine", network));
        string leg = Legs.All[0].Id + ".";
        Variable[] context = [.. ShippedKnowledge.Network.Variables.Where(static v => v.Kind == VariableKind.Context).Select(static v => v.Variable)];
        Variable[] asked =
        [
            .. context,
            .. ShippedKnowledge.Network.Variables.Where(v => v.Kind == VariableKind.Finding && v.Variable.Name.StartsWith(leg, StringComparison.Ordinal)).Select(static v => v.Variable),
        ];
        asked = [.. asked.Take(Findings)];
        Variable[] roots = [.. network.Variables.Where(static v => Answers.Contains(v.Name) || v.Name.Contains(".root.", StringComparison.Ordinal))];
        (string Name, ExactEngine Engine)[] programs =
        [
            ("general, all posteriors", general),
            ("thirty findings, all posteriors", general.ForProtocol(asked)),
            ("thirty findings; cause, place, roots", general.ForProtocol(asked, roots)),
            ("thirty findings; cause alone", general.ForProtocol(asked, [network["cause"]])),
        ];
        var random = new Random(3);
        Evidence[] cases = [.. Enumerable.Range(0, Cases).Select(_ => asked.Where(_ => random.Next(3) > 0).Aggregate(
            Evidence.None(network), (e, v) => e.ObserveLikelihood(v, [.. v.States.Select(_ => 0.1 + random.NextDouble())])))];
        EvidenceColumns columns = EvidenceColumns.From(network, cases);
        var one = new BatchOptions { MaxDegreeOfParallelism = 1 };
        BatchPosteriors[] answers = [.. programs.Select(static p => p.Engine.CreateBatch(Cases))];
        double[] times = ProcessorTime.InTurns(
            Rounds, RoundMicroseconds, [.. programs.Select((p, i) => (Action)(() => p.Engine.QueryBatch(columns, answers[i], one)))]);
        double[] queries = ProcessorTime.InTurns(
            Rounds, RoundMicroseconds, [.. programs.Select(p => (Action)(() => p.Engine.TryQuery(cases[0], out _)))]);

        Console.WriteLine("| program | products | share | batch µs a case | times the general | query µs | times the general | largest difference |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        for (int i = 0; i < programs.Length; i++)
        {
            (string name, ExactEngine engine) = programs[i];
            double largest = Enumerable.Range(0, Cases).Max(c => Math.Abs(answers[0][c, network["cause"], 0] - answers[i][c, network["cause"], 0]));
            Console.WriteLine(
                $"| {name} | {engine.ProgramLength} | {(double)engine.ProgramLength / general.ProgramLength:P0} | {times[i] / Cases:G3} | {times[0] / times[i]:F1} | "
                + $"{queries[i]:G3} | {queries[0] / queries[i]:F1} | {largest:E0} |");
        }

        return 0;
    }
}
