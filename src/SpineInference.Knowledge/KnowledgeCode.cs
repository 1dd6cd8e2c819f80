namespace SpineInference.Knowledge;

/// <summary>A code of a finding in a terminology.</summary>
/// <param name="System">The terminology, such as <c>HPO</c> or <c>ICD-10-CM</c>.</param>
/// <param name="Code">The code.</param>
public sealed record KnowledgeCode(string System, string Code);
