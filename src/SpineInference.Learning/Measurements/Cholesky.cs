using System.Numerics;

namespace SpineInference.Learning;

/// <summary>The Cholesky factor of a small symmetric positive definite matrix, row-major.</summary>
internal sealed class Cholesky
{
    private readonly double[] _lower;
    private readonly int _n;

    /// <summary>Factors a matrix, of which only the lower triangle is read, as L·Lᵀ in O(n³/3).</summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public Cholesky(ReadOnlySpan<double> matrix, int n)
    {
        _n = n;
        _lower = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            Span<double> rowI = _lower.AsSpan(i * n, n);
            for (int j = 0; j <= i; j++)
            {
                ReadOnlySpan<double> rowJ = _lower.AsSpan(j * n, n);
                double sum = matrix[(i * n) + j] - Dot(rowI[..j], rowJ[..j]);
                if (i != j)
                {
                    rowI[j] = sum / rowJ[j];
                    continue;
                }

                rowI[i] = sum > 0 ? Math.Sqrt(sum) : throw new ArithmeticException("A matrix that should be positive definite is not.");
            }
        }

        for (int i = 0; i < n; i++)
        {
            LogDeterminant += 2 * Math.Log(_lower[(i * n) + i]);
        }
    }

    /// <summary>log |matrix|.</summary>
    public double LogDeterminant { get; }

    /// <summary>Replaces b by the solution of matrix·x = b.</summary>
    public void Solve(Span<double> b)
    {
        SolveLower(b);
        for (int i = _n - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int k = i + 1; k < _n; k++)
            {
                sum -= _lower[(k * _n) + i] * b[k];
            }

            b[i] = sum / _lower[(i * _n) + i];
        }
    }

    /// <summary>matrix⁻¹, row-major, in O(n³).</summary>
    public double[] Inverse()
    {
        var inverse = new double[_n * _n];
        for (int i = 0; i < _n; i++)
        {
            Span<double> row = inverse.AsSpan(i * _n, _n);
            row[i] = 1;
            Solve(row);
        }

        return inverse;
    }

    /// <summary>bᵀ·matrix⁻¹·b; b is destroyed.</summary>
    public double InverseForm(Span<double> b)
    {
        SolveLower(b);
        double sum = 0;
        for (int i = 0; i < _n; i++)
        {
            sum += b[i] * b[i];
        }

        return sum;
    }

    /// <summary>L·x.</summary>
    public double[] LowerTimes(ReadOnlySpan<double> x)
    {
        var product = new double[_n];
        for (int i = 0; i < _n; i++)
        {
            product[i] = Dot(_lower.AsSpan(i * _n, i + 1), x[..(i + 1)]);
        }

        return product;
    }

    /// <summary>L₂₂·L₂₂ᵀ of the rows and columns from one on: what the matrix leaves of them once those before are known.</summary>
    public double[] TrailingSquare(int first)
    {
        int n = _n - first;
        var square = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                square[(i * n) + j] = square[(j * n) + i] =
                    Dot(_lower.AsSpan(((first + i) * _n) + first, j + 1), _lower.AsSpan(((first + j) * _n) + first, j + 1));
            }
        }

        return square;
    }

    /// <summary>Replaces the rows of B by those of the solution of L·X = B.</summary>
    public void SolveLower(double[][] rows)
    {
        for (int i = 0; i < _n; i++)
        {
            double[] row = rows[i];
            for (int k = 0; k < i; k++)
            {
                double factor = _lower[(i * _n) + k];
                if (factor != 0)
                {
                    double[] above = rows[k];
                    for (int j = 0; j < row.Length; j++)
                    {
                        row[j] -= factor * above[j];
                    }
                }
            }

            double diagonal = _lower[(i * _n) + i];
            for (int j = 0; j < row.Length; j++)
            {
                row[j] /= diagonal;
            }
        }
    }

    private void SolveLower(Span<double> b)
    {
        for (int i = 0; i < _n; i++)
        {
            b[i] = (b[i] - Dot(_lower.AsSpan(i * _n, i), b[..i])) / _lower[(i * _n) + i];
        }
    }

    /// <summary>Σ xᵢ·yᵢ.</summary>
    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(x[i..]) * new Vector<double>(y[i..]);
        }

        double sum = Vector.Sum(sums);
        for (; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
