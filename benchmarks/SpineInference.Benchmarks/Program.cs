using BenchmarkDotNet.Running;
using SpineInference.Benchmarks;

if (args is ["quick", ..])
{
    QuickLook.Run(args[1..]);
    return 0;
}

if (args is ["start", ..])
{
    return ProcessStart.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(BenchmarkNetworks).Assembly).Run(args);
return 0;
