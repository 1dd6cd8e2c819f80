namespace SpineInference.Learning;

/// <summary>How large and how small the numbers of measurements may be, so that squares of them and every density are numbers.</summary>
internal static class MeasurementBounds
{
    public const double Largest = 1e100;

    /// <summary>How many measurements a model may have, and so how many regressors a measurement.</summary>
    public const int MostMeasurements = 1000;

    public const string Words = "from 1E-100 to 1E+100";

    /// <summary>Whether a number of either sign is fit.</summary>
    public static bool IsFit(double number) => Math.Abs(number) <= Largest;

    /// <summary>Whether a scale, a weight or a variance is fit.</summary>
    public static bool IsScale(double number) => number is >= 1 / Largest and <= Largest;

    public static bool AreFit(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (!IsFit(number))
            {
                return false;
            }
        }

        return true;
    }
}
