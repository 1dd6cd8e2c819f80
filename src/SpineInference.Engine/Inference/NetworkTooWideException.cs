using System.Globalization;

namespace SpineInference.Engine.Inference;

/// <summary>A network is too wide for exact inference within the memory allowed. Thrown before the memory is taken.</summary>
public sealed class NetworkTooWideException : Exception
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Creates the exception.</summary>
    /// <param name="networkName">The network.</param>
    /// <param name="requiredBytes">The estimated size.</param>
    /// <param name="limitBytes">The size allowed.</param>
    public NetworkTooWideException(string networkName, double requiredBytes, long limitBytes)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Network '{networkName}' needs about {requiredBytes / Mebibyte:G3} MiB to compile; the limit is {limitBytes / Mebibyte:G3} MiB. Raise {nameof(ExactEngineOptions)}.{nameof(ExactEngineOptions.MemoryLimit)}, report fewer variables, or give fewer variables evidence."))
    {
        NetworkName = networkName;
        RequiredBytes = requiredBytes;
        LimitBytes = limitBytes;
    }

    /// <summary>The name of the network.</summary>
    public string NetworkName { get; }

    /// <summary>A memory limit in bytes that is enough: the size of tables and tape with the best elimination order found, if no probability
    /// were 0. Less may do where many are.</summary>
    public double RequiredBytes { get; }

    /// <summary>The size allowed, in bytes.</summary>
    public long LimitBytes { get; }
}
