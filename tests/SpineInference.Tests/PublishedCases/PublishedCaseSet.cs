using System.Collections.Immutable;

namespace SpineInference.Tests.PublishedCases;

/// <summary>A file of cases, and the page that tells the answers to them.</summary>
internal sealed class PublishedCaseSet
{
    private readonly Lazy<ImmutableArray<PublishedCase>> _cases;

    private PublishedCaseSet(string name)
    {
        PagePath = Path.Combine(Repository.Root!, "docs", "evaluation", $"{name}.md");
        string file = Path.Combine(Repository.Root!, "tests", "SpineInference.Tests", "PublishedCases", $"{name}.jsonl");
        _cases = new Lazy<ImmutableArray<PublishedCase>>(() => [.. File.ReadLines(file).Select(PublishedCase.Parse)]);
    }

    /// <summary>Cases rich in rare causes, from which faults were mended.</summary>
    public static PublishedCaseSet RareCauses { get; } = new("published-cases");

    /// <summary>Cases of an ordinary mix, read before the model was asked.</summary>
    public static PublishedCaseSet Fresh { get; } = new("fresh-cases");

    /// <summary>The cases, in the order of the file.</summary>
    public ImmutableArray<PublishedCase> Cases => _cases.Value;

    /// <summary>Where the page stands.</summary>
    public string PagePath { get; }

    /// <summary>Asks the model about every case.</summary>
    public ImmutableArray<PublishedCaseAnswer> Ask() => [.. Cases.Select(static c => new PublishedCaseAnswer(c, c.Patient.Diagnose()))];
}
