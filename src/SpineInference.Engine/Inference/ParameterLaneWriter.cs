namespace SpineInference.Engine.Inference;

/// <summary>Writes some rows of sixteen drawn parameter vectors, side by side.</summary>
/// <param name="first">The number of the first draw, from 0; a multiple of sixteen.</param>
/// <param name="lanes">Receives the rows one after the other, in the order in which they were chosen: their entry j in draw <paramref name="first"/> + lane stands at
/// 16·j + lane.</param>
/// <remarks>Called from several threads at once. All sixteen draws are written, even where fewer are left.</remarks>
public delegate void ParameterLaneWriter(int first, Span<double> lanes);
