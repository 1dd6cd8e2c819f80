using Microsoft.ML.Probabilistic.Models;
using Range = Microsoft.ML.Probabilistic.Models.Range;

namespace SpineInference.InferNet.Models;

/// <summary>The plate of patients, and inside it the repetition of each by its weight.</summary>
/// <remarks>A weight counts only for variables that are defined inside the repetition.</remarks>
internal sealed class PatientBlock : IDisposable
{
    private readonly ForEachBlock _each;
    private readonly RepeatBlock? _repeat;

    /// <summary>Opens the blocks.</summary>
    /// <param name="patient">The plate.</param>
    /// <param name="weights">The weights, or nothing.</param>
    public PatientBlock(Range patient, VariableArray<double>? weights)
    {
        _each = Variable.ForEach(patient);
        _repeat = weights is null ? null : Variable.Repeat(weights[patient]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _repeat?.Dispose();
        _each.Dispose();
    }
}
