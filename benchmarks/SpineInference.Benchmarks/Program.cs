using BenchmarkDotNet.Running;
using SpineInference.Benchmarks;

if (args is ["quick", ..])
{
    QuickLook.Run(args[1..]);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(BenchmarkNetworks).Assembly).Run(args);
