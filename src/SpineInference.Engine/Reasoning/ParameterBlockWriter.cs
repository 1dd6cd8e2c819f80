namespace SpineInference.Engine.Reasoning;

/// <summary>Writes some drawn parameter vectors at once.</summary>
/// <param name="first">The number of the first draw, from 0.</param>
/// <param name="count">How many draws.</param>
/// <param name="parameters">Receives the vectors, one after the other, each laid out as the network's parameters.</param>
public delegate void ParameterBlockWriter(int first, int count, Span<double> parameters);
