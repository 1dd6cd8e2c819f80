using System.Diagnostics;
using System.Globalization;
using SpineInference;
using SpineInference.Engine.Inference;
using SpineInference.Samples;

CultureInfo invariant = CultureInfo.InvariantCulture;
var clock = Stopwatch.StartNew();
LatencyStudy.Result result = LatencyStudy.Run(patients: 600, seed: 7);
Console.WriteLine(string.Create(invariant, $"600 patients, five laboratories: {clock.Elapsed.TotalSeconds:F0} s, {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F0} s of them of processor time"));

string[] states = [.. SpineModel.Default.Network[LatencyStudy.Root].States];
Console.WriteLine("latency by state of the S1 root   true   learned");
for (int s = 0; s < states.Length; s++)
{
    Console.WriteLine(string.Create(invariant, $"{states[s],-30} {LatencyStudy.TrueMeans[s],7:F2}   {result.Means[s].GetMean(),5:F2} ± {Math.Sqrt(result.Means[s].GetVariance()):F2}"));
}

Console.WriteLine("offset of the laboratory          true   learned");
for (int s = 0; s < result.Offsets.Length; s++)
{
    Console.WriteLine(string.Create(invariant, $"{s,-30} {LatencyStudy.TrueOffsets[s],7:F2}   {result.Offsets[s].GetMean(),5:F2} ± {Math.Sqrt(result.Offsets[s].GetVariance()):F2}"));
}

Console.WriteLine(string.Create(invariant, $"standard deviation of a measurement: {result.Deviation:F2} ms"));
Console.WriteLine(string.Create(invariant, $"mean probability of the root's true state: {result.Findings.Average():F2} by findings alone, {result.WithLatency.Average():F2} with the latency"));

// The way back: what a latency says of the root is evidence on the spine network, and every question hears it.
IInferenceEngine engine = SpineModel.Default.Engine;
Evidence findings = Evidence.None(engine.Network).Observe("left.straight-leg-raise-positive", "present");
Evidence measured = findings.ObserveLikelihood(engine.Network[LatencyStudy.Root], result.LikelihoodsOf(milliseconds: 3.4, site: 3));
foreach ((string name, Evidence evidence) in ((string, Evidence)[])[("straight leg raise positive", findings), ("and an H-reflex 3.4 ms late in laboratory 3", measured)])
{
    Posteriors posteriors = engine.Query(evidence);
    Console.WriteLine(string.Create(invariant, $"{name}: S1 compressed {posteriors[LatencyStudy.Root][2]:P0}, prolapsed disc {posteriors["cause"][engine.Network["cause"].GetStateIndex("prolapsed-disc")]:P0}"));
}
