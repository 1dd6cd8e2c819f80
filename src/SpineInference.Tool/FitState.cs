namespace SpineInference.Tool;

/// <summary>How far a fit is, for whoever may have to give it up.</summary>
internal sealed class FitState
{
    private volatile bool _hasIterated;

    /// <summary>Whether an iteration is complete, so that there is something to save.</summary>
    public bool HasIterated => _hasIterated;

    /// <summary>Says that an iteration is complete.</summary>
    public void Iterated() => _hasIterated = true;
}
