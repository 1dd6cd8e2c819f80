namespace SpineInference.DependencyInjection;

/// <summary>Diagnoses patients with the model that was registered, and leaves logs, traces and metrics that say nothing of the patient.</summary>
/// <remarks>
/// <para>Logs, activities and measurements hold durations, how many statements there were, and which model answered; never a finding, an
/// age, an id or a probability. The one exception is a count over all patients: which rules of red flags fired.</para>
/// <para>Safe for concurrent use. What it returns supports a clinician and does not replace one.</para>
/// </remarks>
public interface ISpineDiagnostician
{
    /// <summary>The model that answers: begin a note with its <see cref="SpineModel.Patient"/>, or read one with
    /// <see cref="PatientJson"/>.</summary>
    SpineModel Model { get; }

    /// <summary>Diagnoses a patient, as <see cref="Patient.Diagnose"/> does.</summary>
    /// <param name="patient">A patient whose note was begun with <see cref="Model"/>, or with that model specialised to a protocol.</param>
    /// <exception cref="ArgumentException">The patient is seen through another model; or a finding of a leg was given without a leg
    /// although both legs are named.</exception>
    /// <exception cref="ContradictoryFindingsException">Findings contradict each other, or are impossible together. Its message names
    /// findings: keep it out of logs where those must hold no data of a patient.</exception>
    Diagnosis Diagnose(Patient patient);
}
