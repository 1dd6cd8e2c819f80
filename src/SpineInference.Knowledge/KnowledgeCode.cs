namespace SpineInference.Knowledge;

/// <summary>A code of a finding in a terminology.</summary>
public sealed class KnowledgeCode
{
    internal KnowledgeCode(string system, string code)
    {
        System = system;
        Code = code;
    }

    /// <summary>The terminology, such as <c>HPO</c> or <c>ICD-10-CM</c>.</summary>
    public string System { get; }

    /// <summary>The code.</summary>
    public string Code { get; }
}
