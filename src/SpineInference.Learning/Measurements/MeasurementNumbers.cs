using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>The numbers of a measurement model in a row: for each measurement and state, means, precisions, shape and rate.</summary>
internal static class MeasurementNumbers
{
    public static double[] Write(MeasurementModel model)
    {
        var numbers = new List<double>();
        foreach (LinearGaussian parameters in model.Parameters.SelectMany(static p => p))
        {
            numbers.AddRange(parameters.Mean);
            numbers.AddRange(parameters.Precision);
            numbers.Add(parameters.Shape);
            numbers.Add(parameters.Rate);
        }

        return [.. numbers];
    }

    /// <exception cref="ArgumentException">There are too few or too many numbers, or they are unfit.</exception>
    public static MeasurementModel Read(MeasurementModel shape, ReadOnlySpan<double> numbers)
    {
        var parameters = ImmutableArray.CreateBuilder<ImmutableArray<LinearGaussian>>();
        int next = 0;
        foreach (ImmutableArray<LinearGaussian> states in shape.Parameters)
        {
            var read = ImmutableArray.CreateBuilder<LinearGaussian>();
            foreach (LinearGaussian state in states)
            {
                int n = state.Dimension;
                if (next + n + (n * n) + 2 > numbers.Length)
                {
                    throw new ArgumentException($"Got {numbers.Length} numbers of measurements; expected more.", nameof(numbers));
                }

                read.Add(new LinearGaussian(
                    numbers.Slice(next, n), numbers.Slice(next + n, n * n), numbers[next + n + (n * n)], numbers[next + n + (n * n) + 1]));
                next += n + (n * n) + 2;
            }

            parameters.Add(read.ToImmutable());
        }

        return next == numbers.Length
            ? new MeasurementModel(shape.Network, shape.Measurements, parameters.ToImmutable())
            : throw new ArgumentException($"Got {numbers.Length} numbers of measurements; expected {next}.", nameof(numbers));
    }
}
