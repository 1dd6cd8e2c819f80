using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference;

/// <summary>What is believed of the shipped numbers, and the program that says what follows for answers; both made by the build.</summary>
internal static class ShippedBelief
{
    /// <summary>The embedded resource that holds the belief.</summary>
    public const string Resource = "Model.belief";

    /// <summary>The embedded resource that holds the program.</summary>
    public const string Program = "Model.intervals";

    private static readonly Lazy<LogOddsBelief> Lazy = new(static () => EmbeddedFile.Read(Resource) is { IsEmpty: false } file
        ? PackedBelief.Read(ShippedKnowledge.Network.Network, file)
        : throw new InvalidOperationException(
            $"What is believed of the model's numbers ({Resource}) is not in this application, which was trimmed with SpineInference.BeliefIsApart. "
            + $"Expected: an assembly with {Resource} and {Program} as resources, named in the setting {EmbeddedFile.AssemblyApart}. Or trim without that feature: intervals need both."));

    /// <summary>About the shipped network.</summary>
    public static LogOddsBelief Own => Lazy.Value;

    /// <summary>About a model's network: rows that differ from those of its tables were learned from patients.</summary>
    public static ParameterBelief For(SpineModel model) =>
        (ReferenceEquals(model.Description, ShippedKnowledge.Network) ? Own : LogOddsBelief.Of(KnowledgePrior.Of(model.Description)))
            .WithLearnedRows(model.Network);

    /// <summary>The program of a model, read ready-made where it fits.</summary>
    public static ParameterAnalysis AnalysisOf(SpineModel model, ParameterBelief belief)
    {
        BayesianNetwork network = model.Network;
        Variable[] measured = [.. model.Measurements?.Parents.Select(p => network[p.Name]) ?? []];

        // The order that is good for the queries is good here too, and spares a search.
        ImmutableArray<Variable>? order = model.Engine is ExactEngine exact ? exact.EliminationOrder : null;
        using Stream? program = measured.Length == 0 ? new MemoryStream(EmbeddedFile.Read(Program).ToArray()) : null;
        return ParameterAnalysis.LoadOrCompile(
            network,
            program,
            IntervalProgram.TargetsOf(model.Description, network, Questions.Ids),
            IntervalProgram.OptionsFor(model.Description, network, Questions.Ids, order, measured),
            belief);
    }
}
