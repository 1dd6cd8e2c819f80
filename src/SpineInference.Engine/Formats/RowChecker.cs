using System.Globalization;

namespace SpineInference.Formats;

/// <summary>Checks the probability rows of one variable, and normalises those that are only slightly off.</summary>
/// <remarks>Published files round to a few digits: rows within <see cref="Tolerance"/> of 1 are divided by their sum and reported
/// as a warning, one for each variable. A row within <see cref="Exact"/> is left as it stands, to the last bit.</remarks>
internal sealed class RowChecker(FaultList faults, VariableDraft child)
{
    public const double Tolerance = 1e-6;

    // The builder's own threshold: a row this near to 1 is not divided there either.
    public const double Exact = 1e-14;

    private const int LongestList = 12;

    private int _normalised;
    private double _farthest;
    private TextPosition _first;

    public void Check(Span<double> row, TextPosition position, DistributionDraft distribution, int configuration) =>
        Check(row, position, () => distribution.Describe(configuration));

    public void Check(Span<double> row, TextPosition position, Func<string> describe)
    {
        double sum = 0;
        foreach (double probability in row)
        {
            if (!(probability >= 0 && probability <= 1 + Tolerance))
            {
                faults.Add(position, $"{describe()}: got {Text(probability)}; expected probabilities in [0, 1].");
                return;
            }

            sum += probability;
        }

        double distance = Math.Abs(sum - 1);
        if (distance > Tolerance)
        {
            faults.Add(position, $"{describe()}: the row sums to {Text(sum)}; expected 1 ± {Text(Tolerance)}. Got {List(row)}.");
        }
        else if (distance > Exact)
        {
            foreach (ref double probability in row)
            {
                probability /= sum;
            }

            _first = _normalised++ == 0 ? position : _first;
            _farthest = Math.Max(_farthest, distance);
        }
    }

    public void WarnOfNormalised()
    {
        if (_normalised > 0)
        {
            faults.Warn(_first, $"{child.Name}: {_normalised} row(s), the first here, were divided by their sums, which are off 1 by up to {_farthest.ToString("G2", CultureInfo.InvariantCulture)}.");
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
