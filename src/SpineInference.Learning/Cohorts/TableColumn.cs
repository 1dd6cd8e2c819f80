namespace SpineInference.Learning;

/// <summary>How the cells of one column are read.</summary>
internal sealed record TableColumn(TableColumnKind Kind)
{
    public int Index { get; init; }

    public double Factor { get; init; } = 1;

    /// <summary>Of a measurement, the texts that mean unknown.</summary>
    public HashSet<string>? Missing { get; init; }

    /// <summary>Of a variable, its state for each text; <see cref="Cohort.Unknown"/> for those that mean unknown.</summary>
    public Dictionary<string, short>? States { get; init; }

    /// <summary>Of a variable, the texts that name its states, for messages.</summary>
    public string Expected { get; init; } = "";
}
