namespace SpineInference.Engine.Inference.Execution;

/// <summary>Evidence that is the same in every lane.</summary>
/// <param name="Given">In the flat layout, as it was given.</param>
/// <param name="Loaded">The same, scaled, in the slots' layout.</param>
/// <param name="LogScale">What the scaling took away.</param>
/// <param name="Loader">Loads evidence in extended range.</param>
internal sealed record LoadedEvidence(double[] Given, double[] Loaded, double LogScale, EvidenceLoader Loader);
