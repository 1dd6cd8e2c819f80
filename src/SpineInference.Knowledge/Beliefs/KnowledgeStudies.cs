using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SpineInference.Engine.Formats;
using SpineInference.Learning;

namespace SpineInference.Knowledge;

/// <summary>Published studies that teach tables: the tables' own targets, and study files beside them.</summary>
/// <remarks>Targets of one citation are one study. A target is left out where it gives neither counts nor an interval, or where a list says why:
/// a population that the network does not have, another event under the same name. That another source
/// contradicts it is no reason: contradiction is what differences between studies are for. Immutable.</remarks>
public sealed partial class KnowledgeStudies
{
    /// <summary>The name of the file, in a folder of study files, that says what is left out.</summary>
    public const string LeftOutFile = "left-out.csv";

    private readonly ImmutableHashSet<string> _targets;

    private KnowledgeStudies(ImmutableHashSet<string> targets, StudySet studies, ImmutableHashSet<string> taught, ImmutableSortedDictionary<string, string> leftOut)
    {
        _targets = targets;
        Studies = studies;
        Taught = taught;
        LeftOut = leftOut;
    }

    /// <summary>The studies.</summary>
    public StudySet Studies { get; }

    /// <summary>Keys of the reference list whose numbers the studies give: what rests on them must not count twice.</summary>
    public ImmutableHashSet<string> Taught { get; }

    /// <summary>Ids of rates that teach nothing, with the reason.</summary>
    public ImmutableSortedDictionary<string, string> LeftOut { get; }

    /// <summary>Whether a rate is one of the tables' own targets, from which the tables were written.</summary>
    /// <param name="id">The rate's id.</param>
    /// <returns>Whether it is.</returns>
    public bool IsTarget(string id) => _targets.Contains(id);

    /// <summary>Whether the tables were written without a rate: it is none of their targets, and its study names no reference of theirs as its source.</summary>
    /// <param name="study">The study.</param>
    /// <param name="rate">One of its rates.</param>
    /// <returns>Whether they were.</returns>
    public bool IsUnseen(Study study, PublishedRate rate)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(rate);
        return study.References.IsEmpty && !IsTarget(rate.Id);
    }

    /// <summary>Gathers studies.</summary>
    /// <param name="knowledge">The tables, with their references and targets.</param>
    /// <param name="files">Study files: a file, or a folder of them; <see langword="null"/> for the targets alone.</param>
    /// <returns>The studies, with what could not be used and why.</returns>
    /// <exception cref="CohortFormatException">A file is faulty; all its faults are listed.</exception>
    /// <exception cref="ArgumentException">Two studies bear one key with different rates, or two rates one id.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static KnowledgeStudies Of(KnowledgeBase knowledge, string? files = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ImmutableSortedDictionary<string, string> leftOut = files is not null && File.Exists(Path.Combine(files, LeftOutFile))
            ? ReadLeftOut(Path.Combine(files, LeftOutFile))
            : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        foreach (KnowledgeTarget target in knowledge.Targets.Where(t => t.Interval is null && !leftOut.ContainsKey(t.Id)))
        {
            leftOut = leftOut.Add(target.Id, "Neither counts nor an interval.");
        }

        IEnumerable<string> paths = files is null ? []
            : Directory.Exists(files) ? Directory.GetFiles(files).Where(static f => StudyFile.CanRead(f) && Path.GetFileName(f) != LeftOutFile).Order(StringComparer.Ordinal)
            : [files];
        Study[] read = [.. paths.SelectMany(static p => StudyFile.Read(p)).Select(s => Without(s, leftOut)).OfType<Study>()];
        Study[] own = [.. OfTargets(knowledge, leftOut)];
        return new([.. own.SelectMany(static s => s.Rates).Select(static r => r.Id)], new StudySet(own.Concat(read)), [.. own.Concat(read).SelectMany(s => ReferencesOf(knowledge, s))], leftOut);
    }

    // The tables' targets, by the citation of their first source.
    private static IEnumerable<Study> OfTargets(KnowledgeBase knowledge, ImmutableSortedDictionary<string, string> leftOut)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (IGrouping<string, KnowledgeTarget> study in knowledge.Targets
            .Where(t => !leftOut.ContainsKey(t.Id))
            .GroupBy(t => CitationOf(knowledge, t.Sources.FirstOrDefault() ?? t.Id), StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            string key = KeyOf(study.Key);
            int same = 1;
            while (!keys.TryAdd(same == 1 ? key : $"{key}-{same}", study.Key))
            {
                same++;
            }

            yield return new Study(same == 1 ? key : $"{key}-{same}", study.Select(t => RateOf(knowledge, t)))
            {
                Citation = study.Key,
                References = [.. knowledge.References.Values.Where(r => r.Citation == study.Key).Select(static r => r.Key)],
            };
        }
    }

    private static PublishedRate RateOf(KnowledgeBase knowledge, KnowledgeTarget target)
    {
        (double low, double high) = target.Interval!.Value;
        PublishedRate rate = !target.IsOddsRatio && target.Rate is 0 or 1 ? OfCounts(target, low, high) : PublishedRate.FromInterval(
            target.Id,
            target.IsOddsRatio ? RateMeasure.OddsRatio : RateMeasure.Proportion,
            target.Event,
            target.Given,
            target.IsOddsRatio ? target.Against : null,
            target.Rate,
            low,
            high);
        return rate.With(KindOf(knowledge, target), target.Note);
    }

    // Of none or all, Wilson's interval ends at z²/(n + z²) or n/(n + z²): its other end tells n.
    private static PublishedRate OfCounts(KnowledgeTarget target, double low, double high)
    {
        double missed = target.Rate == 0 ? high : 1 - low;
        int n = Math.Max(1, (int)Math.Round(JudgementWidths.Normal95 * JudgementWidths.Normal95 * (1 - missed) / missed));
        return PublishedRate.FromCounts(target.Id, target.Event, target.Given, target.Rate == 0 ? 0 : n, n);
    }

    // One variance between studies for causes and places, one for each way a finding is obtained.
    private static string KindOf(KnowledgeBase knowledge, KnowledgeTarget target)
    {
        if (target.IsOddsRatio)
        {
            return "odds ratio";
        }

        KnowledgeVariable? variable = target.Event.Keys
            .Select(name => knowledge.Variables.FirstOrDefault(v => v.Id == name || name.EndsWith($".{v.Id}", StringComparison.Ordinal)))
            .FirstOrDefault(static v => v is not null);
        return variable?.Category?.ToString().ToLowerInvariant() ?? (variable?.Kind == VariableKind.Finding ? "finding" : "share");
    }

    private static Study? Without(Study study, ImmutableSortedDictionary<string, string> leftOut)
    {
        PublishedRate[] kept = [.. study.Rates.Where(r => !leftOut.ContainsKey(r.Id))];
        return kept.Length == 0 ? null : new Study(study.Key, kept) { Citation = study.Citation, Design = study.Design, References = study.References };
    }

    private static IEnumerable<string> ReferencesOf(KnowledgeBase knowledge, Study study) =>
        study.References.Concat(knowledge.References.Values.Where(r => r.Citation == study.Citation).Select(static r => r.Key));

    private static string CitationOf(KnowledgeBase knowledge, string key) =>
        knowledge.References.TryGetValue(key, out KnowledgeReference? reference) ? reference.Citation : key;

    // First word and year: 'konno-2007'.
    private static string KeyOf(string citation)
    {
        string word = FirstWord().Match(citation).Value.ToLowerInvariant();
        string year = Year().Match(citation).Value;
        return string.Join('-', new[] { word, year }.Where(static t => t.Length > 0));
    }

    private static ImmutableSortedDictionary<string, string> ReadLeftOut(string path)
    {
        TextTable table = TextTable.Open(path);
        if (!table.Headers.SequenceEqual(["id", "reason"]))
        {
            throw new CohortFormatException(path, [Fault.OfTable(path, 0, "", $"the header is '{string.Join(',', table.Headers)}'; expected 'id,reason'.")], 1);
        }

        var leftOut = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<string?> row in table.ReadRows())
        {
            leftOut[row[0] ?? ""] = row.Count > 1 ? row[1] ?? "" : "";
        }

        return leftOut.ToImmutable();
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"\b(19|20)\d\d\b")]
    private static partial Regex Year();
}
