using BenchmarkDotNet.Running;
using SpineInference.Benchmarks;

switch (args)
{
    case ["quick", ..]:
        QuickLook.Run(args[1..]);
        return 0;
    case ["start", ..]:
        return ProcessStart.Run(args[1..]);
    case ["cases", ..]:
        return CaseTimes.Run(args[1..]);
    case ["first", ..]:
        return FirstAnswers.Run(args[1..]);
    case ["roofline", ..]:
        return Roofline.Run(args[1..]);
    case ["protocols"]:
        return ProtocolTimes.Run();
    case ["growth"]:
        return Growth.Run();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkNetworks).Assembly).Run(args);
        return 0;
}
