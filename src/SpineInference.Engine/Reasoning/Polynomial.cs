namespace SpineInference.Engine.Reasoning;

/// <summary>A polynomial on [0, 1], known by its values at Chebyshev points.</summary>
/// <remarks>Evaluated by the second barycentric formula. Source: Berrut &amp; Trefethen 2004, <i>Barycentric Lagrange
/// interpolation</i>.</remarks>
internal sealed class Polynomial
{
    private readonly double[] _nodes;
    private readonly double[] _values;

    /// <summary>Takes the values at <see cref="Nodes"/>.</summary>
    public Polynomial(double[] values)
    {
        _nodes = Nodes(values.Length - 1);
        _values = values;
    }

    /// <summary>The points at which a polynomial of a degree must be known: degree + 1, from 1 down to 0.</summary>
    public static double[] Nodes(int degree) =>
        [.. Enumerable.Range(0, degree + 1).Select(k => degree == 0 ? 0.5 : 0.5 + (0.5 * Math.Cos(Math.PI * k / degree)))];

    /// <summary>The value at a point of [0, 1].</summary>
    public double At(double x)
    {
        double numerator = 0;
        double denominator = 0;
        for (int k = 0; k < _nodes.Length; k++)
        {
            double distance = x - _nodes[k];
            if (distance == 0)
            {
                return _values[k];
            }

            double weight = (k % 2 == 0 ? 1 : -1) * (k == 0 || k == _nodes.Length - 1 ? 0.5 : 1) / distance;
            numerator += weight * _values[k];
            denominator += weight;
        }

        return numerator / denominator;
    }

    /// <summary>The roots nearest to a point on either side of it, among those inside (0, 1) at which the sign changes between steps of a
    /// grid.</summary>
    public IEnumerable<double> NearestRoots(double point, int steps)
    {
        double[] sides = [-1.0 / steps, 1.0 / steps];
        return sides.Select(step => Scan(point, step)).OfType<double>();
    }

    private double? Scan(double from, double step)
    {
        double x = from;
        double value = At(x);
        double end = step < 0 ? 0 : 1;
        while (x != end)
        {
            double next = Math.Clamp(x + step, 0, 1);
            double nextValue = At(next);
            if (value * nextValue < 0)
            {
                return Bisect(x, next, Math.Sign(value));
            }

            // Where the next value is 0, the sign before it is kept: at 0 and 1 nothing need change.
            (x, value) = (next, nextValue == 0 ? value : nextValue);
        }

        return null;
    }

    private double Bisect(double before, double after, int sign)
    {
        for (int i = 0; i < 60; i++)
        {
            double middle = (before + after) / 2;
            if (Math.Sign(At(middle)) == sign)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return (before + after) / 2;
    }
}
