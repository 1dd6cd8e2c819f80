namespace SpineInference.Tool;

/// <summary>What is written for one line of input.</summary>
/// <param name="Bytes">The output, with its line feed.</param>
/// <param name="IsAnswered">Whether it is an answer rather than an error.</param>
internal readonly record struct LineAnswer(byte[] Bytes, bool IsAnswered);
