using SpineInference.Engine.Inference;

namespace SpineInference.Engine.Reasoning;

/// <summary>Many queries at once: in vector lanes where the engine has them, one after the other elsewhere.</summary>
internal static class QueryList
{
    // Below this the lanes of a vector are mostly empty.
    private const int SmallestBatch = 3;

    /// <summary>Runs queries whose evidence is known to be possible.</summary>
    /// <exception cref="ImpossibleEvidenceException">One has probability 0 after all.</exception>
    public static IReadOnlyList<Posteriors> Run(IInferenceEngine engine, IReadOnlyList<Evidence> cases)
    {
        if (BatchEngine(engine, cases.Count) is { } exact)
        {
            BatchPosteriors answers = exact.QueryBatch(cases);
            return [.. cases.Select((c, i) => answers.TryGet(i, out Posteriors? answer) ? answer : exact.Query(c))];
        }

        return [.. cases.Select(engine.Query)];
    }

    /// <summary>The built-in engine where so many queries fill the lanes of its vectors; null for one after the other.</summary>
    public static ExactEngine? BatchEngine(IInferenceEngine engine, int count) => count >= SmallestBatch ? BuiltIn(engine) : null;

    /// <summary>The built-in engine that answers everything, if there is one.</summary>
    public static ExactEngine? BuiltIn(IInferenceEngine engine) => engine as ExactEngine ?? (engine as ProtocolEngine)?.General;
}
