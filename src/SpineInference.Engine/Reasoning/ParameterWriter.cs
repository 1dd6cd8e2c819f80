namespace SpineInference.Engine.Reasoning;

/// <summary>Writes one drawn parameter vector.</summary>
/// <param name="draw">The number of the draw, from 0.</param>
/// <param name="parameters">Receives the vector, laid out as the network's parameters.</param>
public delegate void ParameterWriter(int draw, Span<double> parameters);
