namespace SpineInference.Engine.Formats;

/// <summary>Collects the faults and warnings of one file, up to a limit.</summary>
internal sealed class FaultList(string path, FormatLimits limits)
{
    private const int LongestMessage = 4_000;

    private readonly List<Fault> _faults = [];
    private readonly List<Fault> _warnings = [];

    public bool Any => _faults.Count > 0;

    /// <summary>Whether the limit is reached: further faults are dropped, and a reader may stop.</summary>
    public bool IsFull => _faults.Count >= limits.Faults;

    public IReadOnlyList<Fault> Warnings => _warnings;

    public void Add(TextPosition position, string message)
    {
        if (!IsFull)
        {
            _faults.Add(new Fault(path, position.Line, position.Column, Bounded(message)));
        }
    }

    public void Add(Fault fault) => Add(new TextPosition(fault.Line, fault.Column), fault.Message);

    public void Warn(TextPosition position, string message) =>
        _warnings.Add(new Fault(path, position.Line, position.Column, Bounded(message)) { Severity = FaultSeverity.Warning });

    // Names may be as long as the limits allow, and a message may hold several.
    private static string Bounded(string message) =>
        message.Length <= LongestMessage ? message : string.Concat(message.AsSpan(0, LongestMessage / 2), " … ", message.AsSpan(message.Length - (LongestMessage / 2)));

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ToException();
        }
    }

    public NetworkFormatException ToException()
    {
        List<Fault> ordered = [.. _faults.OrderBy(static f => f.Line).ThenBy(static f => f.Column)];
        if (IsFull)
        {
            Fault last = ordered[^1];
            ordered.Add(new Fault(last.Source, last.Line, last.Column, $"there may be more; the first {limits.Faults} faults found are listed."));
        }

        return new NetworkFormatException(path, [.. ordered]);
    }
}
