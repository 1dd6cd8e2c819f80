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
    /// <param name="parsed">The command line that was run: it names the file.</param>
    public static string Explain(NetworkTooWideException exception, ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        double needed = Math.Ceiling(exception.RequiredBytes / Mebibyte);
        string size = needed <= int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"about {needed:F0} MiB") : "more memory than any limit allows";
        bool hasOption = command.Options.Any(static o => o.Name == Name);
        string remedy = hasOption && needed <= int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"; give {Name} {needed:F0} or more.")
            : string.Create(CultureInfo.InvariantCulture, $"; {exception.LimitBytes / Mebibyte:F0} MiB are allowed. Take a network whose variables have fewer parents in common or fewer states.");
        return $"{(FileOf(parsed) is { } file ? $"'{file}'" : $"the network '{exception.NetworkName}'")} is a wide network: compiling it needs {size}{remedy}";
    }

    // What the caller gave is what he can mend; the name within a file need not be known to him.
    private static string? FileOf(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return command.Arguments.Where(static a => a.Name is "NETWORK" or "TABLES").Select(a => parsed.GetResult(a)?.Tokens)
            .Concat(command.Options.Where(static o => o.Name is "--network" or "--model").Select(o => parsed.GetResult(o)?.Tokens))
            .Select(static t => t is [var token, ..] ? token.Value : null)
            .FirstOrDefault(static t => t is not null);
    }
}
