using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Checks the probability rows of one variable, and normalises those that are only slightly off.</summary>
/// <remarks>Published files round to a few digits: rows within the tolerance of 1, its edge included, are divided by their sum and reported
/// as a warning, one for each variable, which names the farthest. A row within <see cref="Exact"/> is left as it stands, to the last bit.
/// A negative number no larger than rounding makes it (<see cref="LargestNegative"/>) is taken for 0.</remarks>
internal sealed class RowChecker(FaultList faults, VariableDraft child, double tolerance)
{
    // The builder's own threshold: a row this near to 1 is not divided there either.
    private const double Exact = RowChecks.ExactRowSum;

    // 1 − (a + b + …) of programs that compute the last entry of a row from the others, some of them in single precision.
    public const double LargestNegative = 1e-6;

    private const double Ulp = 2.220446049250313e-16;
    private const int LongestList = 12;

    private int _normalised;
    private int _negative;
    private double _farthest;
    private string _farthestRow = "";
    private TextPosition _first;
    private TextPosition _firstNegative;

    public void Check(Span<double> row, TextPosition position, DistributionDraft distribution, int configuration) =>
        Check(row, position, () => distribution.Describe(configuration));

    public void Check(Span<double> row, TextPosition position, Func<string> describe)
    {
        double sum = 0;
        foreach (ref double probability in row)
        {
            if (!(probability >= -LargestNegative && probability <= 1 + tolerance))
            {
                faults.Add(position, $"{describe()}: got {Text(probability)}; expected probabilities in [0, 1].");
                return;
            }

            if (probability < 0)
            {
                probability = 0;
                _firstNegative = _negative++ == 0 ? position : _firstNegative;
            }

            sum += probability;
        }

        // The edge is the decimal number in the file: what its binary sum loses must not put it outside.
        double distance = Math.Abs(sum - 1);
        if (distance > tolerance + ((row.Length + 2) * Ulp))
        {
            faults.Add(position, $"{describe()}: the row sums to {Text(sum)}; expected 1 ± {Text(tolerance)}. Got {List(row)}.");
        }
        else if (distance > Exact)
        {
            foreach (ref double probability in row)
            {
                probability /= sum;
            }

            _first = _normalised++ == 0 ? position : _first;
            if (distance > _farthest)
            {
                _farthest = distance;
                _farthestRow = describe();
            }
        }
    }

    public void WarnOfNormalised()
    {
        if (_normalised > 0)
        {
            faults.Warn(_first, $"{child.Name}: {_normalised} row(s), the first here, were divided by their sums, which are off 1 by up to {_farthest.ToString("G2", CultureInfo.InvariantCulture)} ({_farthestRow}).");
        }

        if (_negative > 0)
        {
            faults.Warn(_firstNegative, $"{child.Name}: {_negative} negative number(s), the first here, are no larger than rounding and were taken for 0.");
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private string List(ReadOnlySpan<double> row)
    {
        int count = Math.Min(row.Length, LongestList);
        var items = new string[count];
        for (int s = 0; s < count; s++)
        {
            items[s] = $"{child.States[s]} {Text(row[s])}";
        }

        return string.Join(", ", items) + (count < row.Length ? ", …" : "");
    }
}
