namespace SpineInference.Learning;

/// <summary>Fills a parameter vector of the network that is fitted.</summary>
/// <param name="parameters">Receives every parameter.</param>
internal delegate void ParameterFiller(Span<double> parameters);
