namespace SpineInference.Learning;

/// <summary>One fault of cohort data or of its column map, and where it stands.</summary>
/// <param name="Line">The row of data, from 1 and without the header, or the line of a column map; 0 where the fault is of a whole
/// column.</param>
/// <param name="Column">The column's header, or the column within the line of a column map.</param>
/// <param name="Message">What is wrong, what was found, what was expected and what to do.</param>
public readonly record struct CohortFault(long Line, string Column, string Message)
{
    /// <summary>The fault as <c>row 3, column 'foot drop': message</c>; a long header is shown by its beginning.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, "") => Message,
        (0, _) => $"column '{FaultText.Shorten(Column)}': {Message}",
        _ => $"row {Line}, column '{FaultText.Shorten(Column)}': {Message}",
    };
}
