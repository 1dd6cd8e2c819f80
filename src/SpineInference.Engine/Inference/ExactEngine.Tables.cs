using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Engine.Inference;

/// <content>Programs of tables, and when numbers take their place.</content>
public sealed partial class ExactEngine
{
    // From as many cases on a program of numbers is compiled for a batch where single queries are answered by tables.
    private const int CasesForNumbers = 500;

    // Where tables answer first: so many cases by tables take about as long as compiling numbers does (docs/decisions/0056).
    private const int CasesByTablesFirst = 100;

    private long _casesByTables;
    private volatile bool _turnedToNumbers;

    [MemberNotNullWhen(true, nameof(_tables))]
    private bool AnswersByTables => _tables is not null && !_turnedToNumbers;

    // Depends on how many cases were asked, never on time.
    private bool TryTurnToNumbers(int cases)
    {
        if (_turnedToNumbers)
        {
            return true;
        }

        if (Options.Program != EngineProgram.TablesFirst || _casesByTables > CasesByTablesFirst)
        {
            return false;
        }

        // Whoever passes the mark compiles; if numbers do not fit, nobody tries again.
        long before = Interlocked.Add(ref _casesByTables, cases) - cases;
        if (before > CasesByTablesFirst || before + cases <= CasesByTablesFirst || !HasNumbers())
        {
            return false;
        }

        return _turnedToNumbers = true;
    }

    // Many cases pay for a program of numbers, some 500 products of tables for each entry; where it does not fit, tables do.
    private bool HasNumbersFor(int count) => (_numbers.IsValueCreated || count >= CasesForNumbers) && HasNumbers();

    private bool HasNumbers()
    {
        try
        {
            return _numbers.Value is not null;
        }
        catch (NetworkTooWideException)
        {
            return false;
        }
    }

    // One after the other: tables have no lanes, and one query takes all the memory that was allowed.
    private void QueryTables(EvidenceColumns columns, BatchPosteriors posteriors, BatchOptions options, CancellationToken cancellationToken)
    {
        var likelihoods = new double[_layout.Total];
        var values = new double[_layout.Total];
        for (int row = 0; row < columns.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _loader.Gather(columns, row, likelihoods);
            posteriors.Logs[row] = _tables!.Query(likelihoods, values);
            for (int k = 0; k < _states.Count; k++)
            {
                posteriors.Values[posteriors.PlaceOf(row, k)] = values[_states.FlatPlaces[k]];
            }

            options.Progress?.Report(row + 1);
        }
    }
}
