// How long one E-step takes on the full model: simulated patients with 30 % of findings missing, causes and roots hidden.
//   dotnet run -c Release --project benchmarks/SpineInference.Learning.Benchmarks -- [records] [threads]
using System.Diagnostics;
using System.Globalization;
using SpineInference;
using SpineInference.Knowledge;
using SpineInference.Learning;
using SpineInference.Networks;

int records = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
BayesianNetwork network = SpineModel.Default.Network;
Cohort cohort = Simulator.Draw(network, records, seed: 1, new SimulationOptions
{
    MissingRate = 0.3,
    Shown = [.. SpineNetwork.Default.Variables.Where(static v => v.Kind != VariableKind.Latent).Select(static v => v.Variable.Name)],
});
Console.WriteLine($"{network}; {cohort}");
var times = new EStepTimes();
FitResult fit = Fit.Run(network, cohort, new FitOptions
{
    MaxIterations = 4,
    Tolerance = 0,
    MaxDegreeOfParallelism = threads,
    CorrectSampleSizes = false,
    Progress = times,
});
double best = times.Seconds.Skip(1).Min();
double counts = network.Parameters.Length * (double)records;
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"start (survey, compile, two E-steps) {times.Seconds[0]:F1} s; E-steps {string.Join(", ", times.Seconds.Skip(1).Select(static s => s.ToString("F2", CultureInfo.InvariantCulture)))} s"));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"best {best:F2} s of processor time on {threads} thread(s): {records / best:N0} records/s, {counts / best:N0} expected counts/s for each core; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; bound {fit.Bound:F1}"));

/// <summary>The processor time between reports of iterations: it does not count what else the machine is doing.</summary>
internal sealed class EStepTimes : IProgress<FitProgress>
{
    private double _last;

    public List<double> Seconds { get; } = [];

    public void Report(FitProgress value)
    {
        double now = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Seconds.Add(now - _last);
        _last = now;
    }
}
