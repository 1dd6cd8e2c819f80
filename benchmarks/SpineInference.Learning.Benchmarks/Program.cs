using BenchmarkDotNet.Running;
using SpineInference.Learning.Benchmarks;

switch (args)
{
    case ["quick", ..]:
        EStepQuickLook.Run(args[1..]);
        break;
    case ["memory", string rows, string kind]:
        MemoryStudy.Run(rows, kind);
        break;
    case ["draws"]:
        DrawTimes.Run();
        break;
    case ["recovery", ..]:
        RecoveryStudy.Run(args[1..]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ExpectedCountsBenchmarks).Assembly).Run(args);
        break;
}
