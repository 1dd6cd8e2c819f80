using System.Collections.Concurrent;

namespace SpineInference;

/// <summary>Watches what the first patients of a stream state; where there are many, the rest is answered by a program for just that.</summary>
/// <remarks>
/// <para>Which patients decide is told by their number, not by time, so the same stream gets the same answers on any number of threads. A later
/// patient of whom something else is stated is answered by the general program; what is not stated is unknown to both.</para>
/// <para>Mutable. <see cref="Observe"/> is safe for concurrent use, <see cref="CountTo"/> is called while no patient is worked on.</para>
/// </remarks>
/// <example><code>
/// var watch = new ProtocolWatch(SpineModel.Default);
/// long done = 0;
/// foreach (string line in File.ReadLines("patients.jsonl"))
/// {
///     Patient patient = PatientJson.Read(watch.Model, System.Text.Encoding.UTF8.GetBytes(line), "patients.jsonl").Patient;
///     Console.WriteLine(patient.Diagnose().Cause.MostProbable);
///     watch.Observe(patient);
///     watch.CountTo(++done);
/// }
/// </code></example>
public sealed class ProtocolWatch
{
    // Fewer would not pay for compiling two programs.
    private const long FirstPatients = 4096;

    // One patient of each kind says as much as all.
    private readonly ConcurrentDictionary<string, Patient> _kinds = [];
    private bool _isOver;

    /// <summary>Begins to watch.</summary>
    /// <param name="model">Answers the first patients, and later ones of whom something else is stated.</param>
    public ProtocolWatch(SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
    }

    /// <summary>The model that answers now: begin the next patient's note with it.</summary>
    public SpineModel Model { get; private set; }

    /// <summary>Takes note of what is stated of a patient who was answered.</summary>
    /// <param name="patient">The patient.</param>
    public void Observe(Patient patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        if (!_isOver)
        {
            _kinds.TryAdd(KindOf(patient), patient);
        }
    }

    /// <summary>Told between patients, on one thread, how many there were; after 4,096 compiles the program for the rest.</summary>
    /// <param name="done">How many patients were answered by now.</param>
    public void CountTo(long done)
    {
        if (_isOver || done < FirstPatients)
        {
            return;
        }

        _isOver = true;
        Model = _kinds.IsEmpty ? Model : Model.ForProtocol(_kinds.Values);
        _kinds.Clear();
    }

    // Which findings and measurements are stated, whatever they are.
    private static string KindOf(Patient patient) => string.Join('|', patient.Observations.Select(static o => $"{o.Leg}.{o.Finding.Id}").Order(StringComparer.Ordinal));
}
