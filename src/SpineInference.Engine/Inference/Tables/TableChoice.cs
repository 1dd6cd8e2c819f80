using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Tables;

/// <summary>Whether a network is answered by a program of tables, by estimate.</summary>
/// <remarks>
/// A program of numbers takes some microseconds and up to 480 bytes a term to compile, once, and leaves out zeros; a query is then several times as fast as
/// one of tables, which takes next to nothing to compile and 8 bytes an entry. Where few probabilities are 0 and the first answer counts (one attempt), tables are taken as
/// soon as numbers would take half a second to compile. Otherwise numbers are tried up to some million terms: how many zeros will leave cannot be known without trying, and
/// whoever asks for more attempts will ask more queries.
/// </remarks>
internal sealed class TableChoice
{
    /// <summary>The terms beyond which a program of tables is taken where it fits.</summary>
    public const double LongProgram = 3e6;

    /// <summary>The terms that are written before a table program is taken where the first answer counts: about a second.</summary>
    public const double SlowProgram = 1e6;

    // Below this, numbers never take long.
    private const double SmallestWide = 3e5;

    // Where tables are asked for and shorter than this, a query takes less than a search for a better order.
    private const double SmallestSearched = 1e7;

    // Beyond this multiple of the limit no order of the same kind would fit.
    private const double HopelessRatio = 10_000;

    // Orders that are tried; the measure is exact, so few do.
    private const int Attempts = 6;

    // With fewer zeros than this, numbers cannot come out much shorter than the tables have entries.
    private const double DenseShare = 0.9;

    private readonly long _limit;

    private TableChoice(int[] order, TableProgram? program, long limit, bool isPreferred)
    {
        _limit = limit;
        IsPreferred = isPreferred;
        Program = new CompiledProgram(order, null, program);
    }

    /// <summary>The program; without tables where they would be larger than can be counted.</summary>
    public CompiledProgram Program { get; }

    /// <summary>How many bytes it takes while it answers.</summary>
    public double Bytes => Program.Tables?.Bytes ?? double.PositiveInfinity;

    /// <summary>Whether that is within the limit.</summary>
    public bool Fits => Bytes <= _limit;

    /// <summary>Whether numbers need not be tried.</summary>
    public bool IsPreferred { get; }

    /// <summary>Whether the options leave the choice, or ask for tables.</summary>
    public static bool MayBe(ExactEngineOptions options) => options is { Parameters: LiveParameters.None, Program: not EngineProgram.Numbers };

    /// <summary>Whether tables are to answer, at least at first.</summary>
    public static bool IsAsked(ExactEngineOptions options) =>
        options.Program == EngineProgram.Tables || options is { Program: EngineProgram.TablesFirst, Parameters: LiveParameters.None };

    /// <summary>Considers tables for a network.</summary>
    /// <param name="specification">What carries evidence and what is reported.</param>
    /// <param name="options">The limit, and what is asked for.</param>
    /// <param name="orders">Orders found already.</param>
    /// <returns>The choice; null where tables are no question.</returns>
    public static TableChoice? Consider(ProgramSpecification specification, ExactEngineOptions options, params DenseOrder[] orders)
    {
        double size = orders.Min(static o => o.Size);
        bool isAsked = IsAsked(options);
        if (!MayBe(options) || (!isAsked && size < SmallestWide) || size > HopelessRatio * options.MemoryLimit / sizeof(double))
        {
            return null;
        }

        var random = new Random(options.Seed);
        int[] best = isAsked && size < SmallestSearched
            ? orders.MinBy(static o => o.Size)!.Variables
            : orders.Concat(Enumerable.Range(0, Attempts).Select(i => DenseOrder.Greedy(specification, byFill: i % 2 == 0, random)))
                .MinBy(o => DenseOrder.Terms(specification, o.Variables))!.Variables;
        bool isWide = (options.SearchAttempts == 1 || size > 2 * LongProgram) && NonZeroShare(specification.Network) > DenseShare;
        return With(specification, options, best, isAsked || isWide);
    }

    /// <summary>Compiles tables with an order.</summary>
    public static TableChoice With(ProgramSpecification specification, ExactEngineOptions options, int[] order, bool isPreferred = true)
    {
        TableProgram? program;
        try
        {
            program = TableCompiler.Compile(specification, order);
        }
        catch (OverflowException)
        {
            program = null;
        }

        return new TableChoice(order, program, options.MemoryLimit, isPreferred);
    }

    private static double NonZeroShare(BayesianNetwork network)
    {
        double all = 0;
        double zeros = 0;
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            all += distribution.TableLength;
            foreach (double probability in distribution.Table)
            {
                zeros += probability == 0 ? 1 : 0;
            }
        }

        return 1 - (zeros / all);
    }
}
