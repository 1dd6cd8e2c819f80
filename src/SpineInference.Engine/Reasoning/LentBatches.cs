using SpineInference.Engine.Inference;

namespace SpineInference.Engine.Reasoning;

/// <summary>Queries of which little is read and nothing kept: the memory of their answers is lent, and given back when this ends.</summary>
/// <remarks>One thread's. Answers of some ten cases are larger than what the runtime collects cheaply.</remarks>
internal sealed class LentBatches(IInferenceEngine engine) : IDisposable
{
    private readonly List<BatchPosteriors> _lent = [];

    /// <summary>Runs queries whose evidence is known to be possible.</summary>
    /// <param name="cases">Evidence.</param>
    /// <returns>The answers, to be read before this is disposed of.</returns>
    /// <exception cref="ImpossibleEvidenceException">One has probability 0 after all.</exception>
    public QueryAnswer[] Ask(IReadOnlyList<Evidence> cases)
    {
        if (QueryList.BatchEngine(engine, cases.Count) is not { } exact)
        {
            return [.. cases.Select(c => new QueryAnswer(engine.Query(c)))];
        }

        BatchPosteriors answers = exact.LendBatch(cases.Count);
        _lent.Add(answers);
        exact.QueryBatch(EvidenceColumns.From(exact.Network, cases), answers);
        return [.. cases.Select((c, i) => answers.IsPossible(i) ? new QueryAnswer(answers, i) : new QueryAnswer(exact.Query(c)))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BatchPosteriors answers in _lent)
        {
            ExactEngine.ReturnBatch(answers);
        }
    }
}
