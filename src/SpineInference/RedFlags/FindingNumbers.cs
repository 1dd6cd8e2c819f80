using System.Collections.Concurrent;

namespace SpineInference;

/// <summary>A number for each text id of a finding that a rule or a patient has named, so that rules look findings up without comparing texts.</summary>
/// <remarks>Numbers count up from 0 and are those of this process alone. There are about as many as the models of the process have findings; two threads that meet in a new one may leave a number unused. Safe for concurrent use.</remarks>
internal static class FindingNumbers
{
    private static readonly ConcurrentDictionary<string, int> Numbers = new(StringComparer.Ordinal);
    private static int _count;

    /// <summary>How many there are by now: who has a number finds room for it.</summary>
    public static int Count => Volatile.Read(ref _count);

    /// <summary>The number of a finding; a new one where it has none.</summary>
    /// <param name="id">Its text id, without a leg.</param>
    public static int Of(string id) => Numbers.GetOrAdd(id, static _ => Interlocked.Increment(ref _count) - 1);
}
