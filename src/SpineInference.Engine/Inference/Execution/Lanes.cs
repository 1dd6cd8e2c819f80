using System.Runtime.Intrinsics;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>One double.</summary>
internal readonly struct ScalarLane : ILaneOperations<double, double>
{
    public static double Broadcast(double x) => x;

    public static double Multiply(double x, double y) => x * y;

    public static double MultiplyAdd(double x, double y, double sum) => double.MultiplyAddEstimate(x, y, sum);
}

/// <summary>Four doubles.</summary>
internal readonly struct Vector256Lane : ILaneOperations<Vector256<double>, double>
{
    public static Vector256<double> Broadcast(double x) => Vector256.Create(x);

    public static Vector256<double> Multiply(Vector256<double> x, Vector256<double> y) => x * y;

    public static Vector256<double> MultiplyAdd(Vector256<double> x, Vector256<double> y, Vector256<double> sum) =>
        Vector256.MultiplyAddEstimate(x, y, sum);
}

/// <summary>Eight doubles.</summary>
internal readonly struct Vector512Lane : ILaneOperations<Vector512<double>, double>
{
    public static Vector512<double> Broadcast(double x) => Vector512.Create(x);

    public static Vector512<double> Multiply(Vector512<double> x, Vector512<double> y) => x * y;

    public static Vector512<double> MultiplyAdd(Vector512<double> x, Vector512<double> y, Vector512<double> sum) =>
        Vector512.MultiplyAddEstimate(x, y, sum);
}

/// <summary>One single.</summary>
internal readonly struct SingleLane : ILaneOperations<float, float>
{
    public static float Broadcast(float x) => x;

    public static float Multiply(float x, float y) => x * y;

    public static float MultiplyAdd(float x, float y, float sum) => float.MultiplyAddEstimate(x, y, sum);
}

/// <summary>Eight singles.</summary>
internal readonly struct Single256Lane : ILaneOperations<Vector256<float>, float>
{
    public static Vector256<float> Broadcast(float x) => Vector256.Create(x);

    public static Vector256<float> Multiply(Vector256<float> x, Vector256<float> y) => x * y;

    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(x, y, sum);
}

/// <summary>Sixteen singles.</summary>
internal readonly struct Single512Lane : ILaneOperations<Vector512<float>, float>
{
    public static Vector512<float> Broadcast(float x) => Vector512.Create(x);

    public static Vector512<float> Multiply(Vector512<float> x, Vector512<float> y) => x * y;

    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> sum) =>
        Vector512.MultiplyAddEstimate(x, y, sum);
}

/// <summary>One number of extended range.</summary>
internal readonly struct ScaledLane : ILaneOperations<ScaledDouble, ScaledDouble>
{
    public static ScaledDouble Broadcast(ScaledDouble x) => x;

    public static ScaledDouble Multiply(ScaledDouble x, ScaledDouble y) => x * y;

    public static ScaledDouble MultiplyAdd(ScaledDouble x, ScaledDouble y, ScaledDouble sum) => (x * y) + sum;
}

/// <summary>One number of extended range, with the larger in place of the sum: the tape then finds the most probable assignment.</summary>
internal readonly struct MaximumLane : ILaneOperations<ScaledDouble, ScaledDouble>
{
    public static ScaledDouble Broadcast(ScaledDouble x) => x;

    public static ScaledDouble Multiply(ScaledDouble x, ScaledDouble y) => x * y;

    public static ScaledDouble MultiplyAdd(ScaledDouble x, ScaledDouble y, ScaledDouble sum) => ScaledDouble.Max(x * y, sum);
}
