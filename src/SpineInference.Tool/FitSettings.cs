using System.Collections.Immutable;
using System.CommandLine;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>The options that decide what is learned and how, which <c>fit</c> and <c>evaluate --folds</c> share.</summary>
internal sealed class FitSettings
{
    private readonly Option<string[]> _tables = new("--table")
    {
        Description = "A variable whose distribution is learned; may be given more than once. All unless given.",
    };

    private readonly Option<string[]> _freeze = new("--freeze") { Description = "The id of a row that stays as it is; may be given more than once." };

    private readonly Option<string[]> _tie = new("--tie")
    {
        Description = "Ids of rows that are learned as one, separated by semicolons; may be given more than once.",
    };

    private readonly Option<double> _strength = new("--prior-strength")
    {
        Description = "What the priors' effective sample sizes are multiplied by, from 1e-6 to 1e6.",
        DefaultValueFactory = static _ => 1,
    };

    private readonly Option<string> _method = new("--method")
    {
        Description = "variational-bayes or maximum-posterior.",
        DefaultValueFactory = static _ => "variational-bayes",
    };

    private readonly Option<int> _iterations = new("--max-iterations") { Description = "The largest number of iterations.", DefaultValueFactory = static _ => 1000 };

    private readonly Option<double> _tolerance = new("--tolerance")
    {
        Description = "The fit ends when the bound rises by less than this for each patient.",
        DefaultValueFactory = static _ => 1e-9,
    };

    private readonly Option<int?> _threads = new("--threads") { Description = "How many threads; one for each core unless given. The result does not depend on it." };

    private readonly Option<string[]> _measurements = new("--measurement")
    {
        Description = "A continuous measurement, as NAME:PARENT or NAME:PARENT:REGRESSOR,…: normal given the variable PARENT and linear in other measurements, given before it. May be given more than once.",
    };

    public FitSettings()
    {
        _strength.MustBeBetween(FitOptions.SmallestStrength, FitOptions.LargestStrength);
        _iterations.MustBePositive();
        _tolerance.MustBePositive();
        _threads.MustBePositive();
        _method.AcceptOnlyFromAmong("variational-bayes", "maximum-posterior");
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_tables, _freeze, _tie, _strength, _method, _iterations, _tolerance, _threads, _measurements])
        {
            command.Add(option);
        }
    }

    /// <summary>The measurements asked for.</summary>
    /// <exception cref="CliException">One is not written as it should be.</exception>
    public ImmutableArray<Measurement> Measurements(ParseResult parsed) => [.. (parsed.GetValue(_measurements) ?? []).Select(static text =>
    {
        string[] parts = text.Split(':');
        return parts.Length is 2 or 3 && parts.All(static p => p.Length > 0)
            ? new Measurement(parts[0], parts[1], parts.Length == 3 ? parts[2].Split(',') : [])
            : throw new CliException($"--measurement '{text}' is not written as NAME:PARENT or NAME:PARENT:REGRESSOR,…");
    })];

    /// <summary>The network with the rows tied that are to be.</summary>
    public BayesianNetwork Tied(ParseResult parsed, BayesianNetwork network) => parsed.GetValue(_tie) is { Length: > 0 } groups
        ? RowTying.Tie(network, [.. groups.Select(static g => g.Split(';', StringSplitOptions.TrimEntries))])
        : network;

    /// <summary>The options of a fit of a network.</summary>
    public FitOptions Read(ParseResult parsed, BayesianNetwork network) => new()
    {
        EliminationOrder = SpineModel.EliminationOrderFor(network),
        Method = parsed.GetValue(_method) == "maximum-posterior" ? FitMethod.MaximumPosterior : FitMethod.VariationalBayes,
        PriorStrength = parsed.GetValue(_strength),
        Tables = parsed.GetValue(_tables) is { Length: > 0 } names ? [.. names] : null,
        FrozenRows = [.. parsed.GetValue(_freeze) ?? []],
        MaxIterations = parsed.GetValue(_iterations),
        Tolerance = parsed.GetValue(_tolerance),
        MaxDegreeOfParallelism = parsed.GetValue(_threads) ?? -1,
        Measurements = Measurements(parsed),
    };
}
