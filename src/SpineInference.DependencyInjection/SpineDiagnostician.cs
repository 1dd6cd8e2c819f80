using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SpineInference.DependencyInjection;

/// <summary>The service: a diagnosis, with what is told of it to logs, traces and metrics.</summary>
internal sealed class SpineDiagnostician(SpineModel model, string modelName, Instruments instruments, ILogger<SpineDiagnostician> logger)
    : ISpineDiagnostician
{
    public SpineModel Model { get; } = model;

    public Diagnosis Diagnose(Patient patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        if (!ReferenceEquals(patient.Model.General, Model.General))
        {
            throw new ArgumentException(
                $"The patient's note was begun with the model {patient.Model.Hash}; this service answers with '{modelName}', {Model.Hash}. Begin the note with Model.Patient of this service.",
                nameof(patient));
        }

        using Activity? activity = instruments.Source.StartActivity(SpineInferenceTelemetry.DiagnoseActivity);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(SpineInferenceTelemetry.ModelNameTag, modelName);
            activity.SetTag(SpineInferenceTelemetry.ModelHashTag, Model.Hash);
            activity.SetTag(SpineInferenceTelemetry.ModelVersionTag, SpineModel.Version);
            activity.SetTag(SpineInferenceTelemetry.StatementsTag, patient.Observations.Length);
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            Diagnosis diagnosis = patient.Diagnose();
            Answered(diagnosis, Stopwatch.GetElapsedTime(start));
            return diagnosis;
        }
        catch (Exception failure)
        {
            Failed(failure, patient, Stopwatch.GetElapsedTime(start), activity);
            throw;
        }
    }

    private void Answered(Diagnosis diagnosis, TimeSpan duration)
    {
        var name = new KeyValuePair<string, object?>(SpineInferenceTelemetry.ModelNameTag, modelName);
        instruments.Duration.Record(duration.TotalSeconds, name);
        instruments.Diagnoses.Add(1, name);
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            instruments.RedFlags.Add(
                1,
                name,
                new(SpineInferenceTelemetry.RuleTag, flag.Id),
                new(SpineInferenceTelemetry.UrgencyTag, flag.Urgency.Id));
        }

        Log.Diagnosed(logger, modelName, diagnosis.Patient.Observations.Length, duration.TotalMilliseconds);
    }

    // The message of the exception names findings: only its type goes further.
    private void Failed(Exception failure, Patient patient, TimeSpan duration, Activity? activity)
    {
        string errorType = failure.GetType().FullName!;
        var name = new KeyValuePair<string, object?>(SpineInferenceTelemetry.ModelNameTag, modelName);
        instruments.Duration.Record(duration.TotalSeconds, name, new(SpineInferenceTelemetry.ErrorTypeTag, errorType));
        activity?.SetTag(SpineInferenceTelemetry.ErrorTypeTag, errorType);
        activity?.SetStatus(ActivityStatusCode.Error);
        if (failure is ContradictoryFindingsException)
        {
            instruments.Impossible.Add(1, name);
            Log.Impossible(logger, modelName, patient.Observations.Length);
        }
        else
        {
            Log.Failed(logger, modelName, patient.Observations.Length, errorType);
        }
    }
}
