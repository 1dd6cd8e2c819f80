using BenchmarkDotNet.Running;
using SpineInference.Reasoning.Benchmarks;

BenchmarkRunner.Run<DiagnosisBenchmarks>(args: args);
