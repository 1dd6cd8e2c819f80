using BenchmarkDotNet.Running;
using SpineInference.Reasoning.Benchmarks;

if (args is ["quick", ..])
{
    QuickLook.Run(args[1..]);
}
else
{
    BenchmarkRunner.Run<DiagnosisBenchmarks>(args: args);
}
