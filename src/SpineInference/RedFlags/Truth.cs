namespace SpineInference;

/// <summary>What is known of a condition; the greatest of several alternatives holds, the least of several demands.</summary>
internal enum Truth
{
    False,
    Unknown,
    True,
}
