using System.Runtime.CompilerServices;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What is needed to say how uncertain a model's answers are: its program with parameters as inputs, and draws of them.</summary>
/// <remarks>Takes a moment to make and some memory to keep (draws × parameters × 8 bytes): make one for a model and use it for every
/// patient. Immutable and safe for concurrent use.</remarks>
public sealed class ModelUncertainty
{
    /// <summary>How many draws <see cref="For"/> uses.</summary>
    public const int DefaultDraws = 1000;

    /// <summary>The seed <see cref="For"/> uses.</summary>
    public const int DefaultSeed = 1;

    private static readonly ConditionalWeakTable<SpineModel, Lazy<ModelUncertainty>> Known = [];

    private ModelUncertainty(SpineModel model, ParameterAnalysis analysis, ParameterDraws draws)
    {
        Model = model;
        Analysis = analysis;
        Draws = draws;
    }

    /// <summary>The model.</summary>
    public SpineModel Model { get; }

    /// <summary>Its network, compiled with parameters as inputs.</summary>
    public ParameterAnalysis Analysis { get; }

    /// <summary>Draws of its parameters.</summary>
    public ParameterDraws Draws { get; }

    /// <summary>The uncertainty of a model with 1,000 draws; made at first use and kept as long as the model.</summary>
    /// <param name="model">The model.</param>
    public static ModelUncertainty For(SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Known.GetValue(model, static m => new Lazy<ModelUncertainty>(() => Create(m))).Value;
    }

    /// <summary>The uncertainty of a model with draws of one's own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="draws">How many draws; at least 1.</param>
    /// <param name="seed">Their seed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is below 1.</exception>
    public static ModelUncertainty Create(SpineModel model, int draws = DefaultDraws, int seed = DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(model);
        BayesianNetwork network = model.Network;
        Variable[] targets = [.. Questions.All.Select(q => network[q.Id])];
        var options = new ExactEngineOptions
        {
            EvidenceVariables =
                [.. network.Variables.Where(v => targets.Contains(v) || model.Description[v].Kind is VariableKind.Finding or VariableKind.Context
                    || (model.Measurements?.Parents.Contains(network[v.Name]) ?? false))],

            // The order that is good for the queries is good here too, and spares a search.
            EliminationOrder = model.Engine is ExactEngine exact ? exact.EliminationOrder : null,
        };
        return new ModelUncertainty(model, ParameterAnalysis.Compile(network, targets, options), ParameterDraws.Sample(network, draws, seed));
    }
}
