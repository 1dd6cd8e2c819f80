using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>Events and conditions as text: <c>NAME = STATE or STATE; NAME = STATE</c>.</summary>
internal static class StudyStates
{
    /// <summary>Reads an event or a condition.</summary>
    /// <param name="text">The text; empty for everyone.</param>
    /// <returns>For each variable, the states that count.</returns>
    /// <exception cref="FormatException">A part has no '=', names no variable or no state, or a variable stands twice.</exception>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var states = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : part[..equals].Trim();
            ImmutableArray<string> accepted = equals < 0 ? [] : [.. part[(equals + 1)..].Split(" or ", StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
            if (name.Length == 0 || accepted.Any(static s => s.Length == 0))
            {
                throw new FormatException($"'{FaultText.Shorten(part)}' is no statement; expected NAME = STATE, or NAME = STATE or STATE.");
            }

            if (!states.TryAdd(name, accepted))
            {
                throw new FormatException($"variable '{FaultText.Shorten(name)}' stands twice; name its states once, parted by 'or'.");
            }
        }

        return states.ToImmutable();
    }

    /// <summary>Writes an event or a condition.</summary>
    /// <param name="states">For each variable, the states that count.</param>
    /// <returns>The text, as a study file has it.</returns>
    public static string Write(ImmutableSortedDictionary<string, ImmutableArray<string>> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return string.Join("; ", states.Select(static s => $"{s.Key} = {string.Join(" or ", s.Value)}"));
    }
}
