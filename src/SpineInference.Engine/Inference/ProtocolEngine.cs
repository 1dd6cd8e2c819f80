using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>Answers by a program for what is asked of everybody where the evidence keeps to it, and by the general one elsewhere.</summary>
/// <remarks>
/// <para>A specialised program computes the variables that its protocol names; another one's posterior is computed, by the general
/// program, when it is first read. Answers agree with the general program's to rounding.</para>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class ProtocolEngine : IInferenceEngine
{
    private readonly (bool[] IsAsked, ExactEngine Engine)[] _specialised;

    /// <summary>Specialises an engine.</summary>
    /// <param name="general">Answers everything.</param>
    /// <param name="protocols">The protocols; of those that cover some evidence the first answers.</param>
    /// <exception cref="ArgumentException">A variable belongs to another network.</exception>
    public ProtocolEngine(ExactEngine general, params IReadOnlyList<EvidenceProtocol> protocols)
    {
        ArgumentNullException.ThrowIfNull(general);
        ArgumentNullException.ThrowIfNull(protocols);
        General = general;
        _specialised = [.. protocols.Select(p => (IsAsked(p), general.ForProtocol(p.EvidenceVariables, p.ReportedVariables)))];

        bool[] IsAsked(EvidenceProtocol protocol)
        {
            var isAsked = new bool[general.Network.Variables.Length];
            foreach (Variable variable in protocol.EvidenceVariables)
            {
                general.Network.ThrowIfForeign(variable);
                isAsked[variable.Index] = true;
            }

            return isAsked;
        }
    }

    /// <inheritdoc/>
    public BayesianNetwork Network => General.Network;

    /// <summary>The engine that answers everything.</summary>
    public ExactEngine General { get; }

    /// <summary>The engines for the protocols, in their order.</summary>
    public ImmutableArray<ExactEngine> Specialised => [.. _specialised.Select(static s => s.Engine)];

    /// <summary>The engine that answers some evidence.</summary>
    /// <param name="evidence">Evidence on this engine's network.</param>
    /// <returns>The first specialised engine whose protocol covers it, or the general one.</returns>
    public ExactEngine EngineFor(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        foreach ((bool[] isAsked, ExactEngine engine) in _specialised)
        {
            if (evidence.Variables.All(v => isAsked[v.Index]))
            {
                return engine;
            }
        }

        return General;
    }

    /// <inheritdoc/>
    public Posteriors Query(Evidence evidence) => TryQuery(evidence, out Posteriors? posteriors) ? posteriors : General.Query(evidence);

    /// <inheritdoc/>
    public bool TryQuery(Evidence evidence, [NotNullWhen(true)] out Posteriors? posteriors)
    {
        ExactEngine engine = EngineFor(evidence);
        return engine.TryQuery(evidence, ReferenceEquals(engine, General) ? null : () => General.QueryAll(evidence), out posteriors);
    }
}
