namespace SpineInference.AspNetCore.Faults;

/// <summary>One fault of a request: where, and what.</summary>
/// <param name="Place">Where it is, in words: <c>line 3, column 7</c>, <c>query parameter 'next'</c>, <c>prefetch.patient</c>.</param>
/// <param name="Message">What was found, what was expected, and what to do.</param>
/// <param name="Line">The line of the body, from 1, or <see langword="null"/>.</param>
/// <param name="Column">The column in it, from 1, or <see langword="null"/>.</param>
internal sealed record ProblemFault(string Place, string Message, int? Line = null, int? Column = null);
