using SpineInference.Cohorts;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>A table of patients with what its columns mean.</summary>
/// <param name="Table">The table.</param>
/// <param name="Map">What its columns mean, with what was found out of its writing.</param>
/// <param name="Form">What was found out.</param>
internal sealed record MappedTable(PatientTable Table, ColumnMap Map, TableForm Form)
{
    /// <summary>Whether some column is a measurement.</summary>
    public bool HasMeasurements => Map.Columns.Values.Any(static c => c.Also.Prepend(c).Any(static m => m.Measurement is not null));
}
