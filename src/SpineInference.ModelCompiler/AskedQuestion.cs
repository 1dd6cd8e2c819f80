namespace SpineInference.ModelCompiler;

/// <summary>A question of the tables: what a diagnosis answers.</summary>
/// <param name="Id">Its id, the name of the network's variable.</param>
/// <param name="Member">Its name in code.</param>
/// <param name="Enum">The enumeration of its answers.</param>
/// <param name="Label">Its name for a heading.</param>
/// <param name="Description">What is asked, as the middle of a sentence.</param>
/// <param name="None">The answer that there is none, in words; <see langword="null"/> where there always is one.</param>
/// <param name="IsPrincipal">Whether it is one of those that a diagnosis is for.</param>
/// <param name="Summary">Its documentation, XML.</param>
/// <param name="Says">The documentation of one answer, XML: <c>That a root is the principal one.</c></param>
internal sealed record AskedQuestion(
    string Id, string Member, string Enum, string Label, string Description, string? None, bool IsPrincipal, string Summary, string Says);
