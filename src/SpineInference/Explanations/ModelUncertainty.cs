using System.Runtime.CompilerServices;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>What is needed to say how uncertain a model's answers are: its program with parameters as inputs, and draws of them.</summary>
/// <remarks>
/// <para>Draws come from what is believed of the numbers of the tables, as log-odds; rows that a model learned from patients are drawn as
/// Dirichlet vectors of what they learned.</para>
/// <para>The shipped model's program and belief are read ready-made. Rows are drawn for each patient, those that the answers hang on: kept of a draw is what all its
/// rows have in common, about a kilobyte. Of a model that learned from patients all rows are kept (draws × parameters × 8 bytes). Make one for a model and use it for
/// every patient. Immutable and safe for concurrent use.</para>
/// </remarks>
/// <example><code>
/// ModelUncertainty uncertainty = ModelUncertainty.Create(model, draws: 4000, seed: 7);
/// DiagnosisIntervals intervals = diagnosis.ComputeIntervals(uncertainty);
/// </code></example>
public sealed class ModelUncertainty
{
    /// <summary>How many draws <see cref="For"/> uses.</summary>
    public const int DefaultDraws = 1000;

    /// <summary>The seed <see cref="For"/> uses.</summary>
    public const int DefaultSeed = 1;

    private static readonly ConditionalWeakTable<SpineModel, Kept> Known = [];

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
    /// <param name="cancellationToken">Ends the making early, with nothing kept: the next call makes it anew. Who waits for another call that makes it is not released by it.</param>
    /// <returns>The uncertainty, the same one at each call.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ModelUncertainty For(SpineModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Known.GetValue(model, static _ => new Kept()).Get(model, cancellationToken);
    }

    /// <summary>The uncertainty of a model with draws of one's own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="draws">How many draws; at least 1.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The uncertainty.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ModelUncertainty Create(
        SpineModel model, int draws = DefaultDraws, int seed = DefaultSeed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        ParameterBelief belief = ShippedBelief.For(model);

        if (OperatingSystem.IsBrowser())
        {
            // There is one thread: nothing would run while it waits.
            return new ModelUncertainty(model, ShippedBelief.AnalysisOf(model, belief), belief.Draw(draws, seed, cancellationToken));
        }

        // Reading the program and drawing the numbers take about as long, and know nothing of each other.
        Task<ParameterAnalysis> reading = Task.Run(() => ShippedBelief.AnalysisOf(model, belief), cancellationToken);
        ParameterDraws drawn = belief.Draw(draws, seed, cancellationToken);
        return new ModelUncertainty(model, reading.WaitAsync(cancellationToken).GetAwaiter().GetResult(), drawn);
    }

    private sealed class Kept
    {
        private readonly Lock _gate = new();
        private volatile ModelUncertainty? _uncertainty;

        public ModelUncertainty Get(SpineModel model, CancellationToken cancellationToken)
        {
            if (_uncertainty is { } made)
            {
                return made;
            }

            lock (_gate)
            {
                return _uncertainty ??= Create(model, cancellationToken: cancellationToken);
            }
        }
    }
}
