using System.CommandLine;
using System.Globalization;
using SpineInference.Engine.Inference;

namespace SpineInference.Tool;

/// <summary>The option <c>--memory-limit</c>, and what is said where it is too small.</summary>
internal static class MemoryLimit
{
    private const string Name = "--memory-limit";
    private const double Mebibyte = 1 << 20;

    public static Option<int> Option()
    {
        var option = new Option<int>(Name)
        {
            Description = "MiB that compiling the network may take before it is refused.",
            DefaultValueFactory = static _ => 3072,
        };
        option.MustBePositive();
        return option;
    }

    /// <summary>Why a network is refused, in the tool's words and options.</summary>
    /// <param name="exception">The refusal.</param>
    /// <param name="command">The command that was run.</param>
    public static string Explain(NetworkTooWideException exception, Command command)
    {
        double needed = Math.Ceiling(exception.RequiredBytes / Mebibyte);
        string size = needed <= int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"about {needed:F0} MiB") : "more memory than any limit allows";
        bool hasOption = command.Options.Any(static o => o.Name == Name);
        string remedy = hasOption && needed <= int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"; give {Name} {needed:F0} or more.")
            : string.Create(CultureInfo.InvariantCulture, $"; {exception.LimitBytes / Mebibyte:F0} MiB are allowed. Take a network whose variables have fewer parents in common or fewer states.");
        return $"the network '{exception.NetworkName}' is wide: compiling it needs {size}{remedy}";
    }
}
