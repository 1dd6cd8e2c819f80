using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.WebAssembly.Services;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace SpineInference.Web.Tests;

/// <summary>What is rehearsed before the first click: the patient shown knows nothing of it, and the worker is asked for no more than it needs.</summary>
public class RehearsalTests
{
    private static readonly Catalogue Sorted = new(SpineModel.Default);

    [Fact]
    public async Task Rehearsed_TheWorkerHasAnsweredForAPatientOfItsOwn_AndThePatientShownIsUntouched()
    {
        var shown = new BedsideSession(SpineModel.Default);
        var worker = new Worker(isThere: true);
        await Of(shown, worker).Run();
        Assert.Equal(
            [AnalysisKind.Next, AnalysisKind.Reasons, AnalysisKind.Without, AnalysisKind.Decision], worker.Asked.Select(static a => a.Kind));
        Assert.All(worker.Asked, static asked => Assert.Contains("absent", asked.Patient, StringComparison.Ordinal));
        Assert.True(shown.IsEmpty);
        Assert.Equal(1, shown.Version);
    }

    [Fact]
    public async Task WithoutAWorker_ItEnds_AndThePageComputesNothingForIt()
    {
        var worker = new Worker(isThere: false);
        await Of(new BedsideSession(SpineModel.Default), worker).Run();
        Assert.Equal([AnalysisKind.Next], worker.Asked.Select(static a => a.Kind));
        Assert.DoesNotContain("spine.later", worker.Called);
    }

    [Fact]
    public async Task WhereSomethingIsStated_ItEndsAtOnce_AndTheWorkerIsLeftToThePatientShown()
    {
        var shown = new BedsideSession(SpineModel.Default);
        shown.Set(PatientEdit.WithAge(shown.Patient, 61));
        var worker = new Worker(isThere: true);
        await Of(shown, worker).Run();
        Assert.Empty(worker.Asked);
    }

    private static Rehearsal Of(BedsideSession shown, Worker worker) =>
        new(shown, Sorted, new LaterAssemblies(new LazyAssemblyLoader(worker), worker), worker, NullLoggerFactory.Instance);

    // The browser's end of the worker, which computes here.
    private sealed class Worker(bool isThere) : IJSRuntime
    {
        private readonly ConcurrentQueue<(AnalysisKind, string)> _asked = new();

        public IReadOnlyCollection<(AnalysisKind Kind, string Patient)> Asked => _asked;

        public ConcurrentQueue<string> Called { get; } = new();

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            Called.Enqueue(identifier);
            if (identifier != "spine.compute")
            {
                return default;
            }

            (AnalysisKind kind, string patient) = (Enum.Parse<AnalysisKind>((string)args![0]!), (string)args[1]!);
            _asked.Enqueue((kind, patient));
            object? written = isThere
                ? Analyst.Compute(kind, WrittenPatient.Read(SpineModel.Default, System.Text.Encoding.UTF8.GetBytes(patient)).Diagnose(), (string)args[2]!)
                : null;
            return ValueTask.FromResult((TValue)written!);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }
}
