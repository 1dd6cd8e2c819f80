using System.Collections.Concurrent;

namespace SpineInference.Tool;

/// <summary>Watches what the first lines state; where there are many, the rest is answered by a program for just that.</summary>
/// <remarks>The lines that decide are told by their number, so the same input gives the same output on any number of threads.</remarks>
/// <param name="model">Answers the first lines, and later ones that state something else.</param>
internal sealed class LineProtocol(SpineModel model)
{
    // Fewer would not pay for compiling two programs.
    private const long FirstLines = 4096;

    private readonly ConcurrentBag<Patient> _shown = [];
    private readonly ConcurrentDictionary<string, byte> _kinds = [];
    private bool _isOver;

    /// <summary>The model that answers.</summary>
    public SpineModel Model { get; private set; } = model;

    /// <summary>Shows a patient that was answered.</summary>
    public void Show(Patient patient)
    {
        // One of each kind says as much as all.
        if (!_isOver && _kinds.TryAdd(KindOf(patient), 0))
        {
            _shown.Add(patient);
        }
    }

    /// <summary>Told between lines, on one thread, how many were answered.</summary>
    public void Advance(long done)
    {
        if (_isOver || done < FirstLines)
        {
            return;
        }

        _isOver = true;
        Model = Model.ForProtocol(_shown);
        _shown.Clear();
        _kinds.Clear();
    }

    // Which findings and measurements are stated, whatever they are.
    private static string KindOf(Patient patient) => string.Join('|', patient.Observations.Select(static o => $"{o.Leg}.{o.Finding.Id}").Order(StringComparer.Ordinal));
}
