namespace SpineInference.Tool;

/// <summary>How an answer is written as one row of text.</summary>
/// <param name="Header">The line above the rows.</param>
/// <param name="Row">The row of an answer.</param>
/// <param name="ErrorRow">The row of a patient who cannot be answered.</param>
internal sealed record RowForm(string Header, Func<string?, Diagnosis, string> Row, Func<string?, string, string> ErrorRow)
{
    /// <summary>The form that a format asks for; <see langword="null"/> where answers are JSON.</summary>
    /// <param name="format">The value of <c>--format</c>, or <see langword="null"/>.</param>
    /// <param name="digits">Significant digits in CSV.</param>
    public static RowForm? Of(string? format, int digits) => format switch
    {
        "table" => new RowForm(AnswerRow.Header, AnswerRow.Of, AnswerRow.OfError),
        "csv" => new RowForm(AnswerCsv.Header, (id, diagnosis) => AnswerCsv.Of(id, diagnosis, digits), AnswerCsv.OfError),
        _ => null,
    };
}
