using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>One answer of several: read where the batch left it, or by itself.</summary>
/// <remarks>Immutable; one of a batch only as long as the batch is lent.</remarks>
internal readonly struct QueryAnswer
{
    private readonly BatchPosteriors? _batch;
    private readonly int _index;
    private readonly Posteriors? _own;

    /// <summary>A case of a batch.</summary>
    public QueryAnswer(BatchPosteriors batch, int index)
    {
        _batch = batch;
        _index = index;
    }

    /// <summary>An answer by itself.</summary>
    public QueryAnswer(Posteriors own) => _own = own;

    /// <summary>The probability of a state; NaN where it is not reported.</summary>
    public double Of(Variable variable, int state)
    {
        if (_batch is null)
        {
            return _own![variable][state];
        }

        int output = _batch.States.Offsets[variable.Index];
        return output < 0 ? double.NaN : _batch.Values[_batch.PlaceOf(_index, output + state)];
    }

    /// <summary>Copies the probabilities of all states of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="target">Receives the first at 0.</param>
    /// <param name="stride">How far the next one is.</param>
    public void CopyTo(Variable variable, Span<double> target, int stride)
    {
        for (int s = 0; s < variable.StateCount; s++)
        {
            target[s * stride] = Of(variable, s);
        }
    }
}
