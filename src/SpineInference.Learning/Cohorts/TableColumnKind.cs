namespace SpineInference.Learning;

/// <summary>What a column of a table is to a cohort.</summary>
internal enum TableColumnKind
{
    Ignored,
    Weight,
    Measurement,
    State,
}
