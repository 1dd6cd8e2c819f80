using SpineInference.Engine.Inference;

namespace SpineInference.Tests.Reference;

/// <summary>One set of evidence and what Infer.NET answered.</summary>
/// <param name="Evidence">The evidence.</param>
/// <param name="LogEvidence">Natural logarithm of its probability.</param>
/// <param name="Posteriors">For each variable the posterior, state by state.</param>
/// <param name="NaturalError">Largest error of a posterior in the natural Infer.NET model under expectation propagation; NaN where it
/// was not run.</param>
public sealed record ReferenceCase(Evidence Evidence, double LogEvidence, double[][] Posteriors, double NaturalError);
