using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Which vectors this process runs on: the widest of its hardware, or those that <see cref="Variable"/> names.</summary>
internal static class LaneModes
{
    /// <summary>The environment variable that names a kernel: <c>scalar</c>, <c>avx2</c> (256 bits) or <c>avx512</c> (512 bits).</summary>
    public const string Variable = "SPINEINFERENCE_KERNEL";

    private static readonly Lazy<LaneMode> Chosen = new(static () => Parse(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>The vectors of this process.</summary>
    /// <exception cref="NotSupportedException">The variable names none, or one that the processor lacks.</exception>
    public static LaneMode Default => Chosen.Value;

    /// <summary>Whether the processor has them.</summary>
    public static bool IsSupported(LaneMode mode) => mode switch
    {
        // Vector512.IsHardwareAccelerated can be false where AVX-512 exists but the runtime prefers narrower vectors; here wider ones pay.
        LaneMode.Vector512 => Avx512F.IsSupported,
        LaneMode.Vector256 => Vector256.IsHardwareAccelerated || Vector128.IsHardwareAccelerated,
        _ => true,
    };

    /// <summary>Reads the name of a kernel.</summary>
    /// <param name="name">The name; null or empty for the widest the processor has.</param>
    /// <exception cref="NotSupportedException">It names none, or one that the processor lacks.</exception>
    public static LaneMode Parse(string? name)
    {
        LaneMode mode = name switch
        {
            null or "" => Widest(),
            "scalar" => LaneMode.Scalar,
            "avx2" => LaneMode.Vector256,
            "avx512" => LaneMode.Vector512,
            _ => throw new NotSupportedException($"{Variable}: got '{name}'; expected scalar, avx2 or avx512, or nothing for the widest there is."),
        };
        return IsSupported(mode)
            ? mode
            : throw new NotSupportedException($"{Variable}: this processor lacks '{name}'. Its widest is '{NameOf(Widest())}'; leave the variable unset for that.");
    }

    /// <summary>The name of a kernel.</summary>
    public static string NameOf(LaneMode mode) => mode switch
    {
        LaneMode.Vector512 => "avx512",
        LaneMode.Vector256 => "avx2",
        _ => "scalar",
    };

    private static LaneMode Widest() => IsSupported(LaneMode.Vector512) ? LaneMode.Vector512
        : IsSupported(LaneMode.Vector256) ? LaneMode.Vector256
        : LaneMode.Scalar;
}
