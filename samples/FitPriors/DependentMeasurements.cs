using System.Collections.Immutable;
using SpineInference.Learning;

namespace FitPriors;

/// <summary>Measurements that depend on one another and on the class or its sub-types, as far as the evidence of the training rows says.</summary>
internal static class DependentMeasurements
{
    private static readonly double[] NoiseVariances = [0.5, 0.2, 0.1, 0.05, 0.02];

    public static FittedModel Learn(Cohort train, int mostTypes)
    {
        ImmutableArray<Measurement> measurements = Search(train);
        int[] types = ChooseTypes(train, measurements, mostTypes);
        FitResult fit = FitTypes(train, measurements, types, restarts: 5);
        return new FittedModel(fit.Network, fit.Measurements);
    }

    public static string Describe(Cohort cohort)
    {
        ImmutableArray<Measurement> measurements = Search(cohort);
        int[] types = ChooseTypes(cohort, measurements, 3);
        return $"{string.Join("; ", measurements)}; sub-types {string.Join(", ", types)}; prior variance {measurements[0].Prior.NoiseVariance}";
    }

    // With labels and without gaps the log evidence of each measurement's parent and regressors is closed, so the search is exact.
    private static ImmutableArray<Measurement> Search(Cohort train)
    {
        ImmutableArray<Measurement> best = [];
        double bestEvidence = double.NegativeInfinity;
        foreach (double variance in NoiseVariances)
        {
            var prior = new MeasurementPrior { InterceptSampleSize = 0.1, SlopeSampleSize = 1, NoiseSampleSize = 1, NoiseVariance = variance };
            var search = new StructureSearch(train, prior);
            double evidence = 0;
            var chosen = ImmutableArray.CreateBuilder<Measurement>();
            for (int m = 0; m < VertebralColumn.Measurements.Length; m++)
            {
                (Measurement measurement, double log) = search.Best(m);
                chosen.Add(measurement);
                evidence += log;
            }

            if (evidence > bestEvidence)
            {
                (best, bestEvidence) = (chosen.ToImmutable(), evidence);
            }
        }

        return best;
    }

    // The bound is a sum over classes but for constants, so each class's number of sub-types is chosen by itself.
    private static int[] ChooseTypes(Cohort train, ImmutableArray<Measurement> measurements, int mostTypes)
    {
        int[] types = [1, 1, 1];
        if (mostTypes == 1 || measurements.All(static m => m.Parent != "type"))
        {
            return types;
        }

        double single = FitTypes(train, measurements, types, restarts: 1).Bound;
        int[] chosen = [1, 1, 1];
        for (int c = 0; c < types.Length; c++)
        {
            double best = single;
            for (int count = 2; count <= mostTypes; count++)
            {
                int[] tried = [1, 1, 1];
                tried[c] = count;
                double bound = FitTypes(train, measurements, tried, restarts: 3).Bound;
                if (bound > best)
                {
                    (best, chosen[c]) = (bound, count);
                }
            }
        }

        return chosen;
    }

    private static FitResult FitTypes(Cohort train, ImmutableArray<Measurement> measurements, int[] types, int restarts) =>
        Fit.Run(VertebralColumn.Network(types), train.On(VertebralColumn.Network(types)), new FitOptions
        {
            Measurements = measurements,
            Restarts = types.Sum() > 3 ? restarts : 1,
            Tolerance = 1e-6,
            MaxIterations = 300,
            CorrectSampleSizes = false,
        });
}
