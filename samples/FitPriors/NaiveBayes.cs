using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace FitPriors;

/// <summary>The model to beat: every measurement normal given the class, independent of the others.</summary>
internal static class NaiveBayes
{
    public static FittedModel Learn(Cohort train)
    {
        BayesianNetwork network = VertebralColumn.Network([1, 1, 1]);
        FitResult fit = Fit.Run(network, train, new FitOptions
        {
            Measurements = [.. VertebralColumn.Measurements.Select(static m => new Measurement(m, VertebralColumn.Class)
            {
                Prior = new MeasurementPrior { InterceptSampleSize = 0.01, NoiseSampleSize = 0.1, NoiseVariance = 0.1 },
            })],
            CorrectSampleSizes = false,
        });
        return new FittedModel(fit.Network, fit.Measurements);
    }
}
