using System.Globalization;
using SpineInference.Samples;

LatencyStudy.Result result = LatencyStudy.Run(patients: 300, seed: 7);

CultureInfo invariant = CultureInfo.InvariantCulture;
Console.WriteLine("latency by state of the S1 root   true   learned");
for (int s = 0; s < result.Means.Length; s++)
{
    Console.WriteLine(string.Create(invariant, $"{LatencyStudy.Network()["root.S1"].States[s],-30} {LatencyStudy.TrueMeans[s],7:F2}   {result.Means[s].GetMean(),5:F2} ± {Math.Sqrt(result.Means[s].GetVariance()):F2}"));
}

Console.WriteLine("offset of the site                true   learned");
for (int s = 0; s < result.Offsets.Length; s++)
{
    Console.WriteLine(string.Create(invariant, $"{s,-30} {LatencyStudy.TrueOffsets[s],7:F2}   {result.Offsets[s].GetMean(),5:F2} ± {Math.Sqrt(result.Offsets[s].GetVariance()):F2}"));
}

Console.WriteLine(string.Create(invariant, $"standard deviation of a measurement: {result.Deviation:F2} ms"));
Console.WriteLine(string.Create(invariant, $"mean probability of the true state in the {result.Unlabelled.Length} patients without a label: {result.Unlabelled.Average():F2}"));
