using System.Collections.Immutable;

namespace SpineInference.Tests.PublishedCases;

/// <summary>A file of cases, and the page that tells the answers to them.</summary>
internal sealed class PublishedCaseSet
{
    private readonly Lazy<ImmutableArray<PublishedCase>> _cases;

    private PublishedCaseSet(string name, string title = "", string mended = "")
    {
        Name = name;
        Title = title;
        Mended = mended;
        RunsPath = Path.Combine(Repository.Root!, "docs", "evaluation", $"{name.Replace("cases", "runs", StringComparison.Ordinal)}.csv");
        PagePath = Path.Combine(Repository.Root!, "docs", "evaluation", $"{name}.md");
        string file = Path.Combine(Repository.Root!, "tests", "SpineInference.Tests", "PublishedCases", $"{name}.jsonl");
        _cases = new Lazy<ImmutableArray<PublishedCase>>(() => [.. File.ReadLines(file).Select(PublishedCase.Parse)]);
    }

    /// <summary>Cases rich in rare causes, from which faults were mended.</summary>
    public static PublishedCaseSet RareCauses { get; } = new("published-cases");

    /// <summary>Cases of an ordinary mix, read before the model was asked.</summary>
    public static PublishedCaseSet Fresh { get; } = new("fresh-cases", "Fresh cases, of an ordinary mix", """
        **Of some kinds they measure no more.** Since 2026-11-29 rows on the arteries of the pelvis, on pulses and ankle pressure, on broken vertebrae, on bleeding at the groin and on fibular palsies that grow slowly were mended, because these cases had
        shown such faults; the numbers are those of papers or of judgement that says so, and the findings of no case were looked at while they were chosen ([what changed](second-edition.md#what-these-cases-showed-and-papers-mended)). The answers to these kinds below say where the model fails and no longer how often.
        The [second set](fresh-cases-2.md) was read after that.


        """);

    /// <summary>Cases of an ordinary mix again, read after kinds of fault that the first had shown were mended, and before the mended model was asked.</summary>
    public static PublishedCaseSet FreshAgain { get; } = new("fresh-cases-2", "Fresh cases, second set");

    /// <summary>Both sets of fresh cases.</summary>
    public static ImmutableArray<PublishedCaseSet> AllFresh => [Fresh, FreshAgain];

    /// <summary>The name of the file of cases.</summary>
    public string Name { get; }

    /// <summary>What the page is headed.</summary>
    public string Title { get; }

    /// <summary>What the page says of rows that were mended because of the cases; empty where none was.</summary>
    public string Mended { get; }

    /// <summary>Where the record of runs stands, of fresh cases.</summary>
    public string RunsPath { get; }

    /// <summary>The cases, in the order of the file.</summary>
    public ImmutableArray<PublishedCase> Cases => _cases.Value;

    /// <summary>Where the page stands.</summary>
    public string PagePath { get; }

    /// <summary>Asks the model about every case.</summary>
    public ImmutableArray<PublishedCaseAnswer> Ask() => [.. Cases.Select(static c => new PublishedCaseAnswer(c, c.Patient.Diagnose()))];
}
