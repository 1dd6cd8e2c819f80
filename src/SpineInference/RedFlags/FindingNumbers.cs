using System.Collections.Concurrent;

namespace SpineInference;

/// <summary>A number for each text id of a finding that a rule or a patient has named, so that rules look findings up without comparing texts.</summary>
/// <remarks>Numbers count up from 0 and are those of this process alone. There are as many as the models of the process have findings. Safe for concurrent use.</remarks>
internal static class FindingNumbers
{
    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<string, int> Numbers = new(StringComparer.Ordinal);
    private static volatile int _count;

    /// <summary>How many there are by now.</summary>
    public static int Count => _count;

    /// <summary>The number of a finding; a new one where it has none.</summary>
    /// <param name="id">Its text id, without a leg.</param>
    public static int Of(string id)
    {
        if (Numbers.TryGetValue(id, out int number))
        {
            return number;
        }

        lock (Gate)
        {
            if (!Numbers.TryGetValue(id, out number))
            {
                // Counted before it is seen: who has a number finds room for it.
                number = _count;
                _count = number + 1;
                Numbers[id] = number;
            }

            return number;
        }
    }
}
