namespace SpineInference.AspNetCore.Endpoints;

/// <summary>One line of a batch.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Bytes">The line without its end; empty where it is too long.</param>
/// <param name="IsTooLong">Whether it is longer than a patient may be.</param>
internal sealed record BatchLine(long Number, byte[] Bytes, bool IsTooLong);
