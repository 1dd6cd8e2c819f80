namespace SpineInference.Learning;

/// <summary>How parameters are learned.</summary>
public enum FitMethod
{
    /// <summary>Variational-Bayes expectation maximisation: each row is a Dirichlet, and the lower bound of the evidence rises.</summary>
    VariationalBayes,

    /// <summary>Expectation maximisation of the posterior density in the softmax basis, whose maximum on complete data is the mean of
    /// the Dirichlet posterior: each row is a point while iterating.</summary>
    MaximumPosterior,
}
