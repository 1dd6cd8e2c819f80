using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace SpineInference.Learning;

/// <summary>Finds the directions that a linear observation of standard normal errors, with standard normal noise, narrows.</summary>
internal static class PrincipalDirections
{
    /// <summary>For G, given by rows, the eigenvectors of Gᵀ·G and λ = s/(1 + s) of its eigenvalues s, the most narrowed first.</summary>
    public static NarrowedDirections Of(double[][] rows, double smallest)
    {
        int n = rows.Length;
        Matrix<double> products = Matrix<double>.Build.Dense(n, n);
        for (int t = 0; t < n; t++)
        {
            for (int u = 0; u <= t; u++)
            {
                products[t, u] = products[u, t] = Cholesky.Dot(rows[t], rows[u]);
            }
        }

        Evd<double> eigen = products.Evd(Symmetricity.Symmetric);
        var narrowing = new List<double>();
        var directions = new List<float[]>();
        for (int k = n - 1; k >= 0; k--)
        {
            double s = eigen.EigenValues[k].Real;
            if (!(s / (1 + s) >= smallest))
            {
                break;
            }

            var direction = new double[rows[0].Length];
            for (int t = 0; t < n; t++)
            {
                double weight = eigen.EigenVectors[t, k] / Math.Sqrt(s);
                for (int j = 0; j < direction.Length; j++)
                {
                    direction[j] += weight * rows[t][j];
                }
            }

            narrowing.Add(s / (1 + s));
            directions.Add([.. direction.Select(static x => (float)x)]);
        }

        return new NarrowedDirections([.. narrowing], [.. directions]);
    }
}
