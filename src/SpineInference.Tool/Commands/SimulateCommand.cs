using System.Collections.Immutable;
using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine simulate</c>: a cohort drawn from a model, as CSV.</summary>
internal static class SimulateCommand
{
    public static Command Create(CliStreams streams)
    {
        var count = new Option<int>("--count") { Description = "How many patients.", Required = true };
        count.MustBePositive();
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same cohort everywhere.", Required = true };
        var missing = new Option<double>("--missing") { Description = "The share of cells left empty at random, from 0 to 1; none unless given." };
        var latent = new Option<bool>("--latent") { Description = "Show what cannot be observed, too: causes, roots, places." };
        Option<string?> network = CohortLoading.NetworkOption();
        var output = new Option<string?>("--out") { Description = "The file to write, whole or not at all; standard output unless given." };
        var command = new Command("simulate", "Draws a cohort from a model: CSV, one column a variable, named by its id.")
        {
            count, seed, missing, latent, network, output,
        };
        command.SetAction(parsed => CohortLoading.Guard(() =>
        {
            BayesianNetwork model = CohortLoading.Model(parsed.GetValue(network), streams).Network;
            ImmutableArray<string>? shown = parsed.GetValue(latent) ? null : Observable(model);
            Cohort cohort = Simulator.Draw(model, parsed.GetValue(count), parsed.GetValue(seed), new SimulationOptions
            {
                Shown = shown,
                MissingRate = parsed.GetValue(missing),
            });
            Write(cohort, model.Variables.Where(v => shown is not { } names || names.Contains(v.Name)), parsed.GetValue(output), streams);
            return ExitCode.Done;
        }));
        return command;
    }

    // Only the library's own model knows which of its variables can be observed; of another network all are shown.
    private static ImmutableArray<string>? Observable(BayesianNetwork network)
    {
        KnowledgeNetwork own = ShippedKnowledge.Network;
        return network.Variables.Select(static v => v.Name).SequenceEqual(own.Network.Variables.Select(static v => v.Name))
            ? [.. own.Variables.Where(static v => v.Kind != VariableKind.Latent).Select(static v => v.Variable.Name)]
            : null;
    }

    private static void Write(Cohort cohort, IEnumerable<Variable> columns, string? path, CliStreams streams)
    {
        if (path is null)
        {
            using StreamWriter writer = streams.NewOutputWriter();
            CohortCsv.Write(cohort, writer, columns);
        }
        else
        {
            AtomicFile.WriteText(path, writer => CohortCsv.Write(cohort, writer, columns));
        }
    }
}
