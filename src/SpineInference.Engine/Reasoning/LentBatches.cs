using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;

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

    /// <summary>Runs queries that differ in the variables of a program alone.</summary>
    /// <param name="program">The program.</param>
    /// <param name="known">What all of them know.</param>
    /// <param name="cases">Evidence.</param>
    /// <returns>The answers, to be read before this is disposed of.</returns>
    /// <exception cref="ImpossibleEvidenceException">One has probability 0 after all.</exception>
    public QueryAnswer[] Ask(SharedProgram program, Evidence known, IReadOnlyList<Evidence> cases)
    {
        if (QueryList.BatchEngine(engine, cases.Count) is null || !program.IsWorth(cases.Count))
        {
            return Ask(cases);
        }

        BatchPosteriors answers = program.Lend(cases.Count);
        _lent.Add(answers);
        program.Run(known, cases, answers);
        return [.. cases.Select((c, i) => SharedProgram.IsTrusted(answers, i) ? new QueryAnswer(answers, i) : new QueryAnswer(engine.Query(c)))];
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
